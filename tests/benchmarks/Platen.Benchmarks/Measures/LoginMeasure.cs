using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Sites;

namespace Platen.Benchmarks.Measures;

/// <summary>
/// Logins per second by card, PIN and password, the whole way as a terminal takes it: panel protocol over kept TLS connections, the hash, the journal on disk, the session. At an agent whose line is cut, at one that is linked to its
/// server, and by password at the server itself (REST, each login with its audit entry and session in PostgreSQL). Each terminal has an address of its own, since tries are limited by address.
/// </summary>
internal static class LoginMeasure
{
    private const int Terminals = 8;
    private const int CardLogins = 2_000;
    private const int SlowLogins = 200;
    private const int ServerAddresses = 120;
    private const int LoginsPerAddress = 4;
    private const string Device = "bench-mfp";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<bool> RunAsync(MeasureContext context)
    {
        Offline(context);
        using var system = await RunningSystem.StartAsync(context.Folders.New("logins"));
        var pin = await PrepareAsync(system);
        Online(context, system, pin);
        await AtTheServerAsync(context, system);
        return context.AllMet;
    }

    private static void Offline(MeasureContext context)
    {
        using var agent = AgentProcess.Start(context.Folders, devicePort: 9, context.Number("--users", 1));
        foreach (var (method, credential) in Credentials(AgentSeed.Card, AgentSeed.Pin, AgentSeed.Password))
        {
            var (rate, processor) = (new Figure(), new Figure());
            var logins = method == "card" ? CardLogins : SlowLogins;
            for (var round = 0; round < context.Rounds; round++)
            {
                var before = agent.ProcessorTime;
                rate.Add(Rate(from => new PanelClient(agent, from), credential, logins));
                processor.Add((agent.ProcessorTime - before).TotalMilliseconds / logins);
            }

            Print(context, $"logins by {method} at an agent without its server", rate, new { logins, terminals = Terminals, users = context.Number("--users", 1), agents_processor_ms_per_login = processor.Describe(), agents_memory_mib = agent.ResidentBytes >> 20 });
        }
    }

    private static void Online(MeasureContext context, RunningSystem system, string pin)
    {
        foreach (var (method, credential) in Credentials(AgentSeed.Card, pin, AgentSeed.Password))
        {
            var rate = new Figure();
            var logins = method == "card" ? CardLogins : SlowLogins;
            for (var round = 0; round < context.Rounds; round++)
            {
                rate.Add(Rate(from => Panel(system, from), credential, logins));
            }

            Print(context, $"logins by {method} at an agent that tells its server", rate, new { logins, terminals = Terminals, server = "on the same machine, with PostgreSQL" });
        }
    }

    private static async Task AtTheServerAsync(MeasureContext context, RunningSystem system)
    {
        var rate = new Figure();
        for (var round = 0; round < context.Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, ServerAddresses, new ParallelOptions { MaxDegreeOfParallelism = Terminals }, async (number, _) =>
            {
                using var calls = new JsonCalls(system.Address("api"), system.Text("serverCertificate"), new IPAddress([127, 0, (byte)(40 + round), (byte)(1 + number)]));
                for (var login = 0; login < LoginsPerAddress; login++)
                {
                    await calls.SendAsync(HttpMethod.Post, "session", new { loginName = AgentSeed.Login, password = AgentSeed.Password });
                }
            });
            rate.Add(ServerAddresses * LoginsPerAddress / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Print(context, "logins by password at the server (REST)", rate, new { logins = ServerAddresses * LoginsPerAddress, at_once = Terminals, connections = $"a new one for every {LoginsPerAddress}", user = "one and the same: its row is written by each" });
    }

    private static double Rate(Func<IPAddress, PanelClient> connect, string credential, int logins)
    {
        // the panel takes so many requests a second of one address: a terminal moves to the next one before that
        const int PerConnection = 40;
        var clients = Enumerable.Range(0, Math.Max(Terminals, logins / PerConnection)).Select(number => connect(new IPAddress([127, 0, (byte)(20 + (number / 250)), (byte)(1 + (number % 250))]))).ToArray();
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        Parallel.For(0, Terminals, new ParallelOptions { MaxDegreeOfParallelism = Terminals }, terminal =>
        {
            var own = clients.Where((_, number) => number % Terminals == terminal).ToArray();
            for (var turn = 0; Interlocked.Increment(ref next) < logins; turn++)
            {
                own[turn % own.Length].Login(credential);
            }
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.ForEach(clients, client => client.Dispose());
        return logins / seconds;
    }

    private static IEnumerable<(string Method, string Credential)> Credentials(string card, string pin, string password) =>
    [
        ("card", $$"""{"method":"card","card":"{{card}}"}"""),
        ("PIN", $$"""{"method":"pin","pin":"{{pin}}"}"""),
        ("password", $$"""{"method":"password","loginName":"{{AgentSeed.Login}}","password":"{{password}}"}"""),
    ];

    private static PanelClient Panel(RunningSystem system, IPAddress? from)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(system.Text("agentCertificate"));
        var thumbprint = own.Thumbprint;
        return new PanelClient(system.Address("panelProtocol").Port, certificate => certificate is X509Certificate2 shown && shown.Thumbprint == thumbprint, from, Device);
    }

    private static async Task<string> PrepareAsync(RunningSystem system)
    {
        await system.Server.SendAsync(HttpMethod.Put, $"sites/main/devices/{Device}", new { name = "Bench", host = "192.0.2.1", protocol = "raw", port = 9100, enabled = true, panelAddresses = new[] { "127.0.0.0/8" } });
        var made = await system.Server.SendAsync(
            HttpMethod.Post, "users", new { loginName = AgentSeed.Login, displayName = "Bench Mark", role = "user", cardNumber = AgentSeed.Card, password = AgentSeed.Password, issuePin = true });
        for (var began = Stopwatch.GetTimestamp(); !await IsKnownAsync(system);)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new LoadException("The new user does not come to the agent.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return made.GetProperty("pin").GetString()!;
    }

    private static Task<bool> IsKnownAsync(RunningSystem system) => Task.Run(() =>
    {
        try
        {
            using var panel = Panel(system, from: null);
            panel.Login();
            return true;
        }
        catch (LoadException)
        {
            return false;
        }
    });

    private static void Print(MeasureContext context, string what, Figure rate, object done) =>
        context.Print(new MeasureLine { Measure = "logins", What = what, Unit = "logins/s", Ours = rate, Done = done });
}
