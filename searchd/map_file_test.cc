#include "searchd/map_file.h"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

using namespace porchlight;

namespace {

/// A file of this test's own, gone at its end.
class MapOnDisk {
  public:
    explicit MapOnDisk(const std::string& bytes) {
        std::string name = (std::filesystem::temp_directory_path() / "map-XXXXXX").string();
        ::close(::mkstemp(name.data()));
        file_ = name;
        std::ofstream(file_, std::ios::binary) << bytes;
    }
    ~MapOnDisk() { std::filesystem::remove(file_); }
    MapOnDisk(const MapOnDisk&) = delete;
    MapOnDisk& operator=(const MapOnDisk&) = delete;
    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
};

/// A header of version 3 with gzipped vector tiles, and `tiles` bytes of them behind it.
std::string map_with(std::size_t tiles) {
    std::string out = "PMTiles\x03";
    out.resize(127 + tiles, '\0');
    out[8] = 127;                          // Root directory: right behind the header, empty.
    out[56] = 127;                         // Tiles: the same place,
    out[64] = static_cast<char>(tiles);    // and all of the rest.
    out[97] = out[98] = 2;                 // gzip.
    out[99] = 1;                           // MVT.
    return out;
}

std::string trouble_of(const std::string& bytes) {
    const MapOnDisk map(bytes);
    const auto read = read_map_file(map.file());
    return read ? std::string{} : read.error().message;
}

std::string changed(std::size_t at, char byte) {
    auto out = map_with(20);
    out[at] = byte;
    return out;
}

}  // namespace

TEST_CASE("a map is read whole", "[map]") {
    const MapOnDisk map(map_with(20));
    const auto read = read_map_file(map.file());
    REQUIRE(read);
    CHECK(*read == map_with(20));
    CHECK(trouble_of(changed(97, 1)).empty());  // Directories that aren't compressed.
}

TEST_CASE("what is no map says what is wrong with it", "[map]") {
    CHECK(trouble_of("").find("no PMTiles file") != std::string::npos);
    CHECK(trouble_of("PMTiles\x03").find("no PMTiles file") != std::string::npos);
    CHECK(trouble_of(changed(0, 'Q')).find("no PMTiles file") != std::string::npos);
    CHECK(trouble_of(changed(7, 2)).find("version") != std::string::npos);
    CHECK(trouble_of(changed(99, 2)).find("vector tiles") != std::string::npos);
    CHECK(trouble_of(changed(98, 3)).find("gzip") != std::string::npos);
    CHECK(trouble_of(map_with(20).substr(0, 140)).find("cut off") != std::string::npos);
    CHECK(trouble_of(changed(63, '\xff')).find("cut off") != std::string::npos);
    const auto absent = read_map_file("/no/such/map");
    REQUIRE_FALSE(absent);
    CHECK(absent.error().kind == ErrorKind::bad_request);
}

TEST_CASE("a map larger than 30 MB is refused before it is read", "[map]") {
    const MapOnDisk map(map_with(20));
    std::filesystem::resize_file(map.file(), kLongestMap + 1);
    const auto read = read_map_file(map.file());
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("30 MB") != std::string::npos);
    std::filesystem::resize_file(map.file(), kLongestMap);
    CHECK(read_map_file(map.file()));
}
