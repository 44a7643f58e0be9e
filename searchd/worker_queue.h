#pragma once
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace porchlight {

/// Most connections that may wait for a thread; those beyond are told at once to come back.
inline constexpr std::size_t kMostWaiting = 256;

/// The threads that answer connections. Unlike the HTTP library's own pool its queue is bounded,
/// and tells how many wait, so that idle connections can give their threads back.
class WorkerQueue final : public httplib::TaskQueue {
  public:
    /// @param waiting kept at the number of connections that have no thread yet; outlives the
    /// queue.
    WorkerQueue(std::size_t threads, std::atomic<std::size_t>& waiting);

    /// Over the bound the task runs here, on the accepting thread, while is_shedding() is true.
    void enqueue(std::function<void()> task) override;

    /// Answers what is queued and joins the threads.
    void shutdown() override;

    /// Whether this thread runs a task only to turn it away.
    static bool is_shedding();

  private:
    void work();

    std::atomic<std::size_t>& waiting_;
    std::mutex mutex_;  ///< Guards what follows.
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace porchlight
