#include "searchd/worker_queue.h"

namespace porchlight {
namespace {

thread_local bool shedding = false;

}  // namespace

WorkerQueue::WorkerQueue(std::size_t threads, std::atomic<std::size_t>& waiting)
    : waiting_(waiting) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerQueue::is_shedding() {
    return shedding;
}

void WorkerQueue::enqueue(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        if (tasks_.size() < kMostWaiting) {
            tasks_.push_back(std::move(task));
            waiting_ = tasks_.size();
            changed_.notify_one();
            return;
        }
    }
    shedding = true;
    task();
    shedding = false;
}

void WorkerQueue::shutdown() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void WorkerQueue::work() {
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
            waiting_ = tasks_.size();
        }
        task();
    }
}

}  // namespace porchlight
