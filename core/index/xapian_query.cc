#include "core/index/xapian_query.h"

namespace porchlight {
namespace {

std::vector<Xapian::Query> children_of(const TermQuery& query, std::size_t first) {
    std::vector<Xapian::Query> out;
    for (std::size_t i = first; i < query.children.size(); ++i)
        out.push_back(to_xapian(query.children[i]));
    return out;
}

Xapian::Query joined(Xapian::Query::op operation, const TermQuery& query, std::size_t first) {
    const auto children = children_of(query, first);
    return {operation, children.begin(), children.end()};
}

Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return weight == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, weight);
}

}  // namespace

Xapian::Query to_xapian(const TermQuery& query) {
    using Kind = TermQuery::Kind;
    using Xapian::Query;
    switch (query.kind) {
        case Kind::nothing: return {};
        // Query::MatchAll is a static that threads must not share.
        case Kind::everything: return Query(std::string());
        case Kind::term: return scaled(Query(query.text), query.weight);
        case Kind::constant: {
            // The source is disowned: the query deletes it.
            auto* source = new Xapian::FixedWeightPostingSource(query.weight);
            return {Query::OP_FILTER, Query(source->release()), to_xapian(query.children[0])};
        }
        case Kind::any_of: return joined(Query::OP_OR, query, 0);
        case Kind::all_of: return joined(Query::OP_AND, query, 0);
        case Kind::filter:
            return {Query::OP_FILTER, to_xapian(query.children[0]), joined(Query::OP_AND, query, 1)};
        case Kind::without:
            return {Query::OP_AND_NOT, to_xapian(query.children[0]), joined(Query::OP_OR, query, 1)};
        case Kind::maybe:
            return {Query::OP_AND_MAYBE, to_xapian(query.children[0]),
                    joined(Query::OP_OR, query, 1)};
    }
    return {};
}

}  // namespace porchlight
