package digest.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("safety/T10: which addresses may be connected to")
@SuppressWarnings("AddressSelection") // all of them are written as numbers
class AddressGuardTest {

  private static final AddressGuard NOTHING = new AddressGuard(Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "192.88.99.1",
        "168.63.129.16",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "3fff::1",
        "100::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2002:a9fe:a9fe::",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "5f00::1"
      })
  void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
    assertThat(NOTHING.allows("host.example", InetAddress.getByName(address))).isFalse();
    assertThat(NOTHING.allows(address, InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1",
        "2002:101:101::1",
        "64:ff9b::101:101"
      })
  void whatIsPublicIsAllowed(String address) throws UnknownHostException {
    assertThat(NOTHING.allows("host.example", InetAddress.getByName(address))).isTrue();
  }

  @Test
  void theAllowListHoldsHostsAddressesAndBlocks() throws UnknownHostException {
    AddressGuard guard =
        new AddressGuard(Set.of("Intranet.example", "127.0.0.1", "10.1.0.0/16", "fd00::/8"));
    InetAddress ten = InetAddress.getByName("10.2.0.1");
    assertThat(guard.allows("intranet.example.", ten)).isTrue();
    assertThat(guard.allows("other.example", ten)).isFalse();
    assertThat(guard.allows("other.example", InetAddress.getByName("10.1.255.1"))).isTrue();
    assertThat(guard.allows("localhost", InetAddress.getByName("127.0.0.1"))).isTrue();
    assertThat(guard.allows("localhost", InetAddress.getByName("127.0.0.2"))).isFalse();
    assertThat(guard.allows("x.example", InetAddress.getByName("fdab::1"))).isTrue();
  }

  @Test
  void whatTheAllowListNamesIsKnownWithoutLookingItUp() {
    AddressGuard guard = new AddressGuard(Set.of("intranet.example", "127.0.0.0/8", "::1"));
    assertThat(guard.names("intranet.example")).isTrue();
    assertThat(guard.names("127.0.0.1")).isTrue();
    assertThat(guard.names("localhost")).isTrue();
    assertThat(guard.names("[::1]")).isTrue();
    assertThat(guard.names("10.0.0.1")).isFalse();
    assertThat(guard.names("a.example")).isFalse();
    assertThat(guard.names("1.1.1.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/x"})
  void aBlockThatIsNoneIsABrokenConfiguration(String block) {
    assertThatThrownBy(() -> new AddressGuard(Set.of(block)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
