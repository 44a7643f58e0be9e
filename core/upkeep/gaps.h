#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/evaluate/evaluate.h"
#include "core/upkeep/presets.h"

namespace porchlight {

/// One service as the search for gaps sees it.
struct ListedService {
    Candidate candidate;
    std::string region;  ///< Town of its first site, or its published area; empty: not known.
};

/// What a call asks about.
struct OpenQuestion {
    PartKind kind = PartKind::fact;  ///< fact or time.
    std::uint16_t fact = 0;          ///< Of kind fact.
    friend auto operator<=>(const OpenQuestion&, const OpenQuestion&) = default;
};

/// How the services of one region that help with one need stand by one preset.
struct GapCell {
    std::size_t preset = 0;             ///< Into the presets.
    std::optional<std::uint16_t> fact;  ///< Where a wish of the preset is asked by itself.
    std::uint16_t need = 0;
    std::string region;
    std::size_t meets = 0, ask = 0;
};

/// One call worth making.
struct Call {
    std::size_t service = 0;               ///< Into the services.
    double worth = 0;                      ///< See find_gaps().
    std::size_t turns = 0;                 ///< Cells in which it would count among those that meet.
    std::vector<OpenQuestion> questions;   ///< Those that open most first.
};

/// Where the directory knows too little.
struct Gaps {
    std::vector<GapCell> cells;  ///< Fewest that meet first, then most to ask.
    std::vector<Call> calls;     ///< In the order in which to make them.
};

/// Which calls would turn most `ask` into `meets`, by preset, need and region; worked out from what
/// the directory records alone, never from what anybody asked. A preset's musts are asked together;
/// one without a must (nor a time) asks each of its wishes by itself. A call is worth the sum, over
/// its cells, of 1 / (1 + places that meet there): the first place is worth most, the tenth little. The
/// next call is found as if those before it had all been answered yes.
/// @param most how many calls.
Gaps find_gaps(const std::vector<ListedService>& services, const std::vector<Preset>& presets,
               const Evaluator& evaluator, Instant now, std::size_t most);

}  // namespace porchlight
