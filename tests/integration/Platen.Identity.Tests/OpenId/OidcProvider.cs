using System.Net;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.OpenId;

/// <summary>The certified oidc-provider from npm, over https by a CA of its own.</summary>
public sealed class OidcProvider : IAsyncLifetime
{
    public const string RedirectAddress = "https://print.test/login/openid/callback";
    private static readonly string Project = Path.Combine(RepositoryRoot(), "tests", "integration", "Platen.Identity.Tests", "oidc-provider");

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-oidc-").FullName;
    private PeerProcess _process = null!;

    public TestCa Ca { get; private set; } = null!;

    public string Issuer { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Project, "node_modules", "oidc-provider")))
        {
            await PeerProcess.RunAsync("npm", ["--prefix", Project, "ci", "--no-progress"]);
        }

        Ca = new TestCa(_folder);
        var (certificate, key) = Ca.Issue("op", ["127.0.0.1"]);
        var port = PeerProcess.FreePort();
        Issuer = $"https://127.0.0.1:{port}";
        _process = await PeerProcess.StartAsync("node", [Path.Combine(Project, "op.mjs"), $"{port}", certificate, key, RedirectAddress], new IPEndPoint(IPAddress.Loopback, port));
    }

    public async Task DisposeAsync()
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
