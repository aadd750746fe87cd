using System.Text.RegularExpressions;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Clients;

/// <summary>The OAuth server as a process: what it gave outlives it (AU28, AU31), and what the guide says about certificates is typed in as it stands there (AU33).</summary>
[Collection(SystemGroup.Name)]
public sealed partial class OAuthTests(PlatenSystem system)
{
    [Fact]
    public async Task EverythingUnderWay_SurvivesAKilledServer()
    {
        var user = await system.NewUserAsync();
        using var program = await OAuthProgram.RegisterAsync((path, body) => system.Server.SendAsync(HttpMethod.Put, path, body), system.Endpoints.Console, system.Endpoints.ServerCertificate, user.LoginName, user.Password);
        var scene = await OAuthScene.BeginAsync(program);
        await system.KillServerAsync();
        await system.RestartAsync();
        await scene.GoOnAsync(program);
    }

    // RFC 8705 with openssl and curl, by the very lines of docs/guides/oauth.md. Mutants: ops/run opens no port for certificates; the token is good without its certificate
    [Fact]
    public async Task Certificate_ByTheCommandsOfTheGuide_GetsATokenThatIsGoodOnlyWithIt()
    {
        await system.NewUserAsync(); // the administrator is logged in then
        var folder = Directory.CreateDirectory(Path.Combine(system.Documents, $"oauth-{Guid.CreateVersion7():N}")).FullName;
        var steps = await GuideAsync();
        var fingerprint = Fingerprint().Match(await ShellAsync(folder, steps[0])).Groups[1].Value;
        await system.Server.SendAsync(HttpMethod.Put, "clients/meters", new { name = "Meter reader", authentication = "certificate", grants = new[] { "client_credentials" }, scopes = new[] { "read-devices" }, certificates = new[] { fingerprint } });

        var told = await ShellAsync(folder, steps[1]);
        told.ShouldContain("\"active\":true");
        told.ShouldContain("\"cnf\":{\"x5t#S256\":");
        told.ShouldContain("\"items\":");
        // the same token without the certificate
        var stolen = await ShellAsync(folder, steps[1].Split('\n')[0] + "\ncurl -s -H \"Authorization: Bearer $token\" https://print.example.com:8094/api/v1/devices");
        stolen.ShouldNotContain("\"items\":");
        stolen.ShouldContain("401");
    }

    private static async Task<IReadOnlyList<string>> GuideAsync()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guides", "oauth.md"));
        var section = guide[guide.IndexOf("## Certificates", StringComparison.Ordinal)..];
        var blocks = Blocks().Matches(section).Select(block => block.Groups[1].Value.Trim()).ToList();
        blocks.Count.ShouldBeGreaterThanOrEqualTo(2);
        return blocks;
    }

    // the guide's server is this system's
    private async Task<string> ShellAsync(string folder, string lines)
    {
        var port = File.ReadLines(Path.Combine(system.Data, "run", "ports")).Single(line => line.StartsWith("mutual-tls=", StringComparison.Ordinal)).Split('=')[1];
        var script = $"set -e\ncd '{folder}'\nexport CURL_CA_BUNDLE='{system.Endpoints.ServerCertificate}'\n" + lines.Replace("print.example.com:8094", $"127.0.0.1:{port}", StringComparison.Ordinal);
        var result = await Programs.RunAsync("bash", ["-c", script]);
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }

    [GeneratedRegex("```\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex("Fingerprint=([0-9A-F:]+)", RegexOptions.None, 1000)]
    private static partial Regex Fingerprint();
}
