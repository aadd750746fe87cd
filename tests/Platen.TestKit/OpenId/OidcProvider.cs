using System.Net;
using Platen.TestKit.Directories;

namespace Platen.TestKit.OpenId;

/// <summary>
/// The certified oidc-provider from npm, over https by a CA of its own. It takes any password; whom it knows stands in op.mjs: <c>alice</c> with her groups, and two people whose ID tokens it spoils and signs anew,
/// <c>mallory-aud</c> (made for another client) and <c>mallory-iss</c> (named after another issuer).
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    /// <summary>The client's id.</summary>
    public const string ClientId = "platen";

    /// <summary>The client's secret, with what must be encoded in it.</summary>
    public const string ClientSecret = "platen-secret: with / marks";

    private static readonly string Project = Path.Combine(RepositoryRoot(), "tests", "Platen.TestKit", "OpenId", "oidc-provider");

    private readonly string _folder;
    private readonly PeerProcess _process;

    private OidcProvider(string folder, TestCa ca, string issuer, PeerProcess process) => (_folder, Ca, Issuer, _process) = (folder, ca, issuer, process);

    /// <summary>Who issued its certificate.</summary>
    public TestCa Ca { get; }

    /// <summary>Its issuer, which is its address too.</summary>
    public string Issuer { get; }

    /// <summary>Starts one on a free port.</summary>
    /// <param name="redirectAddress">The one address that its client may be sent back to.</param>
    public static async Task<OidcProvider> StartAsync(string redirectAddress)
    {
        if (!Directory.Exists(Path.Combine(Project, "node_modules", "oidc-provider")))
        {
            await PeerProcess.RunAsync("npm", ["--prefix", Project, "ci", "--no-progress"]);
        }

        var folder = Directory.CreateTempSubdirectory("platen-oidc-").FullName;
        var ca = new TestCa(folder);
        var (certificate, key) = ca.Issue("op", ["127.0.0.1"]);
        var port = PeerProcess.FreePort();
        var process = await PeerProcess.StartAsync("node", [Path.Combine(Project, "op.mjs"), $"{port}", certificate, key, redirectAddress], new IPEndPoint(IPAddress.Loopback, port));
        return new OidcProvider(folder, ca, $"https://127.0.0.1:{port}", process);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Cluster.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
