using System.Text.RegularExpressions;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Tls;

/// <summary>sslscan over every TLS port of a running system (NW03, NW04): TLS 1.2 and 1.3 and nothing older, no weak cipher, no compression, no renegotiation by the client. IPPS has TLS 1.2 only (ADR 0026).</summary>
[Collection(SystemGroup.Name)]
public sealed class TlsPortTests(PlatenSystem system)
{
    private static readonly string[] Old = ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"];
    private static readonly Regex Cipher = new(@"^(Preferred|Accepted)\s+(?<version>TLSv1\.\d)\s+(?<bits>\d+) bits\s+(?<name>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static TheoryData<string, bool> Ports => new() { { "console", true }, { "agentlink", true }, { "panel", true }, { "lpd-tls", true }, { "ipps", false } };

    [Theory]
    [MemberData(nameof(Ports))]
    public async Task Port_SpeaksNothingOldAndNothingWeak(string port, bool hasTls13)
    {
        var result = await Programs.RunAsync("sslscan", ["--no-colour", "--no-heartbleed", AddressOf(port)]);

        result.MustSucceed();
        var text = result.Output;
        foreach (var old in Old)
        {
            Regex.IsMatch(text, $@"^{Regex.Escape(old)}\s+disabled", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).ShouldBeTrue($"{port}: {old}\n{text}");
        }

        var ciphers = Cipher.Matches(text).Select(cipher => (Version: cipher.Groups["version"].Value, Bits: int.Parse(cipher.Groups["bits"].Value), Name: cipher.Groups["name"].Value)).ToArray();
        ciphers.ShouldNotBeEmpty(text);
        ciphers.Any(cipher => cipher.Version == "TLSv1.2").ShouldBeTrue(text);
        ciphers.Any(cipher => cipher.Version == "TLSv1.3").ShouldBe(hasTls13, text);
        ciphers.ShouldAllBe(cipher => cipher.Bits >= 128 && !IsWeak(cipher.Name));
        text.ShouldNotContain("Compression enabled"); // Debian's sslscan cannot ask for it; OpenSSL 3 does not offer it
        text.ShouldNotContain("Insecure session renegotiation");
        text.ShouldNotContain("Secure session renegotiation supported");
    }

    // no forward secrecy, no authentication, or broken
    private static bool IsWeak(string cipher) =>
        Regex.IsMatch(cipher, "NULL|EXP|ADH|AECDH|anon|RC4|DES|MD5|IDEA|SEED", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)) || !Regex.IsMatch(cipher, "^(TLS_|ECDHE-|DHE-)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private string AddressOf(string port) => port switch
    {
        "console" => system.Endpoints.Console.Authority,
        "agentlink" => system.Endpoints.AgentLink.Authority,
        "panel" => system.Endpoints.PanelProtocol.Authority,
        "lpd-tls" => system.Endpoints.LpdTls,
        "ipps" => new Uri(system.Endpoints.Ipps).Authority,
        _ => throw new ArgumentOutOfRangeException(nameof(port)),
    };
}
