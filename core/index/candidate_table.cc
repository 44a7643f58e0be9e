#include "core/index/candidate_table.h"

#include <algorithm>

namespace porchlight {

std::string_view CandidateTable::find(std::uint32_t document) const {
    const auto piece = document / kDocuments;
    if (piece >= pieces_.size() || !pieces_[piece]) return {};
    const auto& offsets = pieces_[piece]->offsets;
    const auto at = document % kDocuments;
    return std::string_view(pieces_[piece]->bytes)
        .substr(offsets[at], offsets[at + 1] - offsets[at]);
}

std::shared_ptr<const CandidateTable> CandidateTable::with(std::vector<Change> changes) const {
    auto table = std::make_shared<CandidateTable>(*this);
    std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return a.document < b.document;
    });
    for (std::size_t i = 0; i < changes.size();) {
        const auto number = changes[i].document / kDocuments;
        if (number >= table->pieces_.size()) table->pieces_.resize(number + 1);
        auto piece = std::make_shared<Piece>();
        piece->offsets.reserve(kDocuments + 1);
        piece->offsets.push_back(0);
        for (std::uint32_t at = 0; at < kDocuments; ++at) {
            const auto document = number * kDocuments + at;
            const std::string* changed = nullptr;
            // Of several changes to one document the last holds.
            while (i < changes.size() && changes[i].document == document)
                changed = &changes[i++].bytes;
            piece->bytes += changed ? std::string_view(*changed) : find(document);
            piece->offsets.push_back(static_cast<std::uint32_t>(piece->bytes.size()));
        }
        table->pieces_[number] = std::move(piece);
    }
    return table;
}

std::size_t CandidateTable::size_bytes() const {
    std::size_t total = 0;
    for (const auto& piece : pieces_)
        if (piece) total += piece->bytes.capacity() + piece->offsets.capacity() * sizeof(std::uint32_t);
    return total;
}

void CandidateTable::Builder::add(std::uint32_t document, std::string_view bytes) {
    const auto number = document / kDocuments;
    if (number >= table_->pieces_.size()) table_->pieces_.resize(number + 1);
    auto& slot = table_->pieces_[number];
    if (!slot) slot = std::make_shared<Piece>();
    // Pieces are shared as const only after finish().
    auto& piece = const_cast<Piece&>(*slot);
    const auto start = static_cast<std::uint32_t>(piece.bytes.size());
    piece.offsets.resize(document % kDocuments + 1, start);
    piece.bytes += bytes;
}

std::shared_ptr<const CandidateTable> CandidateTable::Builder::finish() {
    for (auto& slot : table_->pieces_) {
        if (!slot) continue;
        auto& piece = const_cast<Piece&>(*slot);
        piece.offsets.resize(kDocuments + 1, static_cast<std::uint32_t>(piece.bytes.size()));
        piece.bytes.shrink_to_fit();
    }
    return std::move(table_);
}

}  // namespace porchlight
