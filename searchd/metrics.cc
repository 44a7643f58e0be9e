#include "searchd/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>

namespace porchlight {

struct Metrics::Series {
    std::array<prometheus::Counter*, 4> by_class;  ///< 2xx to 5xx.
    prometheus::Histogram* seconds;
};

Metrics::Metrics() : registry_(std::make_shared<prometheus::Registry>()) {
    answers_ = &prometheus::BuildCounter()
                    .Name("porchlight_http_answers_total")
                    .Help("Answers by route and class of status.")
                    .Register(*registry_);
    seconds_ = &prometheus::BuildHistogram()
                    .Name("porchlight_http_answer_seconds")
                    .Help("Time from a request's arrival to its answer.")
                    .Register(*registry_);
}

Metrics::~Metrics() = default;

void Metrics::add_route(const std::string& route) {
    if (series_.count(route)) return;
    static const prometheus::Histogram::BucketBoundaries kSeconds = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};
    auto series = std::make_unique<Series>();
    for (std::size_t i = 0; i < series->by_class.size(); ++i)
        series->by_class[i] =
            &answers_->Add({{"route", route}, {"status", std::to_string(i + 2) + "xx"}});
    series->seconds = &seconds_->Add({{"route", route}}, kSeconds);
    series_.emplace(route, std::move(series));
}

void Metrics::observe(const std::string& route, int status, std::chrono::nanoseconds took) {
    const auto found = series_.find(route);
    if (found == series_.end()) return;
    const auto& series = *found->second;
    const auto index = static_cast<std::size_t>(std::clamp(status / 100 - 2, 0, 3));
    series.by_class[index]->Increment();
    series.seconds->Observe(std::chrono::duration<double>(took).count());
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace porchlight
