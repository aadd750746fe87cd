using System.Security.Cryptography;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Directories;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU28, AU29, AU30, AU33 by a client that nobody here wrote: the certified openid-client, over https.</summary>
[Collection(SiloTests.Name)]
public sealed class OpenIdClientTests(SiloHost silo)
{
    private static readonly string Project = Path.Combine(RepositoryRoot(), "tests", "integration", "Platen.Gateway.Tests", "OAuth", "openid-client");

    [Fact]
    public async Task EveryFlow_ByACertifiedClient_GoesThrough()
    {
        var steps = new OAuthSteps(silo);
        var web = await steps.RegisterAsync("secret", "authorization_code refresh_token", "own-jobs own-profile own-ledger");
        var native = await steps.RegisterAsync("none", "authorization_code", "own-jobs", "http://127.0.0.1/callback");
        var terminal = await steps.RegisterAsync("secret", $"{OAuthSteps.DeviceGrant} client_credentials {OAuthSteps.ExchangeGrant} refresh_token", "own-jobs read-devices");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var service = await steps.RegisterAsync("privateKey", "client_credentials", "read-devices", keys: [key.ExportSubjectPublicKeyInfoPem()]);
        if (!Directory.Exists(Path.Combine(Project, "node_modules", "openid-client")))
        {
            await PeerProcess.RunAsync("npm", ["--prefix", Project, "ci", "--no-progress"]);
        }

        var session = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));
        await PeerProcess.RunAsync(
            "node", [Path.Combine(Project, "client.mjs")], null, ("NODE_EXTRA_CA_CERTS", silo.AuthorityFile), ("ISSUER", silo.Address.ToString().TrimEnd('/')), ("COOKIE", $"__Host-platen={session}"),
            ("WEB_ID", web.Id), ("WEB_SECRET", web.Secret), ("NATIVE_ID", native.Id), ("TERMINAL_ID", terminal.Id), ("TERMINAL_SECRET", terminal.Secret),
            ("SERVICE_ID", service.Id), ("SERVICE_KEY", key.ExportPkcs8PrivateKeyPem()));
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
