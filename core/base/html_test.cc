#include "core/base/html.h"

#include <catch2/catch.hpp>

namespace porchlight {

TEST_CASE("nothing in a text becomes HTML", "[html]") {
    CHECK(html_escaped("<b title='x'>\"A & B\"</b>") ==
          "&lt;b title=&#39;x&#39;&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
    CHECK(html_escaped("Café ᓀᐦᐃᔭᐍᐏᐣ") == "Café ᓀᐦᐃᔭᐍᐏᐣ");
}

}  // namespace porchlight
