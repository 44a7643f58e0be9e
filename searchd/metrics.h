#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Counter;
class Histogram;
class Registry;
template <typename T>
class Family;
}  // namespace prometheus

namespace porchlight {

/// Counts of answers per route and class of status, and how long they took. Nothing else, so that
/// nobody reads from them who asked what. For the operator's listener only.
class Metrics {
  public:
    Metrics();
    ~Metrics();

    /// Names a route's template beforehand: observe() makes none, so that a request can't.
    void add_route(const std::string& route);

    /// @param route one that was added.  @param status 200 to 599.
    void observe(const std::string& route, int status, std::chrono::nanoseconds took);

    /// Prometheus's text format.
    std::string text() const;

  private:
    struct Series;
    std::shared_ptr<prometheus::Registry> registry_;
    prometheus::Family<prometheus::Counter>* answers_;
    prometheus::Family<prometheus::Histogram>* seconds_;
    std::map<std::string, std::unique_ptr<Series>> series_;
};

}  // namespace porchlight
