#pragma once
#include <string>
#include <vector>

namespace porchlight {

/// A query, built from our own analysed terms; core/index turns it into the engine's. Value type.
struct TermQuery {
    enum class Kind : unsigned char {
        nothing,
        everything,
        term,      ///< `text`, weighted by BM25 times `weight`; a boolean term weighs nothing.
        constant,  ///< Each match of the one child weighs `weight`.
        any_of,    ///< Union; weights add up.
        all_of,    ///< Intersection; weights add up.
        filter,    ///< First child's matches and weights, where all other children match.
        without,   ///< First child's matches and weights, where no other child matches.
        maybe,     ///< First child's matches; the others' weights are added where they match.
    };
    Kind kind = Kind::nothing;
    std::string text;
    double weight = 1;
    std::vector<TermQuery> children;

    static TermQuery nothing() { return {}; }
    static TermQuery everything() { return {Kind::everything, {}, 1, {}}; }
    static TermQuery term(std::string text, double weight = 1) {
        return {Kind::term, std::move(text), weight, {}};
    }
    static TermQuery constant(TermQuery child, double weight) {
        return {Kind::constant, {}, weight, {std::move(child)}};
    }
    static TermQuery any_of(std::vector<TermQuery> children) {
        if (children.size() == 1) return std::move(children.front());
        return {Kind::any_of, {}, 1, std::move(children)};
    }
    static TermQuery all_of(std::vector<TermQuery> children) {
        if (children.size() == 1) return std::move(children.front());
        return {Kind::all_of, {}, 1, std::move(children)};
    }
    static TermQuery filter(TermQuery query, std::vector<TermQuery> filters) {
        return with(Kind::filter, std::move(query), std::move(filters));
    }
    static TermQuery without(TermQuery query, std::vector<TermQuery> others) {
        return with(Kind::without, std::move(query), std::move(others));
    }
    static TermQuery maybe(TermQuery query, std::vector<TermQuery> others) {
        return with(Kind::maybe, std::move(query), std::move(others));
    }

  private:
    static TermQuery with(Kind kind, TermQuery query, std::vector<TermQuery> others) {
        if (others.empty()) return query;
        TermQuery out{kind, {}, 1, {}};
        out.children.push_back(std::move(query));
        for (auto& other : others) out.children.push_back(std::move(other));
        return out;
    }
};

}  // namespace porchlight
