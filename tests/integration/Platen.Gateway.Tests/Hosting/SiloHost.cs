using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Silo.Hosting;
using Platen.TestKit.Postgres;

namespace Platen.Gateway.Tests.Hosting;

/// <summary>The real silo in this process: Kestrel on free ports, the embedded engine, a private PostgreSQL; set up, with an administrator and a user.</summary>
public sealed class SiloHost : IAsyncLifetime
{
    public const string Password = "Correct-horse-7";

    public static readonly TenantId Tenant = TenantId.Parse("main");

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-gateway-").FullName;
    private int _made;
    private PrivatePostgres? _postgres;
    private WebApplication? _app;

    public int HttpPort { get; } = FreePort();

    public int HttpsPort { get; } = FreePort();

    public int AgentLinkPort { get; } = FreePort();

    public int MutualTlsPort { get; } = FreePort();

    public IServiceProvider Services => _app!.Services;

    public PrivatePostgres Postgres => _postgres!;

    public HttpClient Administrator { get; private set; } = null!;

    public HttpClient User { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public string AdministratorId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    /// <summary>The CA's certificate as a file.</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    /// <summary>How the database is reached, for what no call can do: let time go by in the record.</summary>
    public string Database { get; private set; } = "";

    public X509Certificate2 Authority => X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(_folder, "ca.pem")));

    public string SetUpToken => File.ReadAllText(Path.Combine(_folder, "setup-link")).Trim().Split('#')[^1];

    public Uri Address => new($"https://127.0.0.1:{HttpsPort}/");

    public async Task InitializeAsync()
    {
        _postgres = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { Fsync = false });
        await StartSiloAsync(await _postgres.CreateDatabaseAsync());
        Anonymous = CreateClient();
        var made = await ReadAsync(await Anonymous.PostAsJsonAsync("api/v1/setup", new { token = SetUpToken, tenantName = "Test company", loginName = "root", displayName = "Root", password = Password }));
        AdministratorId = made.GetProperty("id").GetString()!;
        Administrator = await LogInAsync("root");
        made = await ReadAsync(await Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "carol", displayName = "Carol", password = Password, passwordIsInitial = false }));
        UserId = made.GetProperty("user").GetProperty("id").GetString()!;
        User = await LogInAsync("carol");
    }

    /// <summary>A client that trusts the silo's authority.</summary>
    /// <param name="port">Which port; null: the web port.</param>
    /// <param name="certificate">What it shows; null: nothing.</param>
    /// <param name="source">From which address of the loopback network it comes, for what is limited by address; null: any.</param>
    public HttpClient CreateClient(int? port = null, X509Certificate2? certificate = null, IPAddress? source = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Authority);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        // the authority is checked, the name is not: a test may write another one into the Host header
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        if (source is not null)
        {
            handler.ConnectCallback = (context, token) => ConnectAsync(source, context.DnsEndPoint.Port, token);
        }

        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port ?? HttpsPort}/"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public async Task<HttpClient> LogInAsync(string loginName, string password = Password)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(loginName, password));
        return client;
    }

    public async Task<string> TokenAsync(string loginName, string password = Password)
    {
        var session = await ReadAsync(await Anonymous.PostAsJsonAsync("api/v1/session", new { loginName, password }));
        return session.GetProperty("token").GetString()!;
    }

    /// <summary>A session of a user, without a login: those are limited and slow.</summary>
    public Task<string> SessionOfAsync(UserId user, TenantId? tenant = null) => Services.GetRequiredService<IWebSessions>().CreateAsync(tenant ?? Tenant, user, CancellationToken.None);

    /// <summary>Logs administrator and user in anew: what changes how one logs in needs a login of the last minutes, and a long run of tests has older ones.</summary>
    public async Task LogInAnewAsync()
    {
        Administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SessionOfAsync(Domain.Users.UserId.Parse(AdministratorId)));
        User.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SessionOfAsync(Domain.Users.UserId.Parse(UserId)));
    }

    /// <summary>A new user who holds exactly these rights, at these sites or everywhere, and a client that is logged in.</summary>
    public Task<(User User, HttpClient Client)> UserWithAsync(ImmutableArray<Right> rights, params ImmutableArray<SiteId> sites) => UserWithAsync(rights, sites, []);

    /// <summary>A user with these rights at some sites and over the members of some groups; without either, everywhere.</summary>
    public async Task<(User User, HttpClient Client)> UserWithAsync(ImmutableArray<Right> rights, ImmutableArray<SiteId> sites, ImmutableArray<GroupId> groups)
    {
        var grains = Services.GetRequiredService<IGrainFactory>();
        var system = Actor.System("test");
        // one role for each set of rights: a tenant has 50 at most, and this host makes more users than that
        var role = RoleId.Parse($"rights-{string.Join('-', rights.Select(right => (int)right))}");
        var login = $"made-{Interlocked.Increment(ref _made)}";
        (await grains.Tenant(Tenant).PutRoleAsync(new PutRole { Role = role, Name = role.Value, Rights = rights }, system, default)).Messages.ShouldBeEmpty();
        var id = Domain.Users.UserId.New(TimeProvider.System);
        (await grains.User(Tenant, id).CreateAsync(new CreateUser { LoginName = login, DisplayName = login, Role = UserRole.User }, system, default)).Result.Messages.ShouldBeEmpty();
        (await grains.User(Tenant, id).SetGrantsAsync(new SetGrants { Grants = [RoleGrant.Narrowed(role, sites, groups)] }, system, default)).Messages.ShouldBeEmpty();
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SessionOfAsync(id));
        return ((await grains.User(Tenant, id).GetAsync(default))!, client);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartSiloAsync(string database)
    {
        Database = _postgres!.ConnectionString(database);
        string[] settings =
        [
            $"--Platen:DataDirectory={_folder}", $"--Platen:ConnectionString={Database}",
            $"--Platen:HttpPort={HttpPort}", $"--Platen:HttpsPort={HttpsPort}", $"--Platen:AgentLinkPort={AgentLinkPort}", $"--Platen:MutualTlsPort={MutualTlsPort}",
        ];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ApplicationName = typeof(SiloComposition).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.AddSilo();
        _app = builder.Build();
        _app.MapSilo();
        await _app.StartAsync();
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress source, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(source.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
