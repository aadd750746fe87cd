using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Sites;

namespace Platen.Benchmarks.Measures;

/// <summary>
/// Logins per second by card, PIN and password, the whole way as a terminal takes it: panel protocol over kept TLS connections, the hash, the journal on disk, the session. At an agent whose line is cut, at one that is linked to its
/// server, and by password at the server itself (REST, each login with its audit entry and session in PostgreSQL). Each terminal has a person, a device and addresses of its own, since tries are limited by each.
/// </summary>
internal static class LoginMeasure
{
    private const int CardLogins = 2_000;
    private const int SlowLogins = 200;
    private const int ServerAddresses = 120;
    private const int LoginsPerAddress = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<bool> RunAsync(MeasureContext context)
    {
        Offline(context);
        using var system = await RunningSystem.StartAsync(context.Folders.New("logins"));
        var pins = await PrepareAsync(system);
        Online(context, system, pins);
        await AtTheServerAsync(context, system);
        return context.AllMet;
    }

    private static void Offline(MeasureContext context)
    {
        using var agent = AgentProcess.Start(context.Folders, devicePort: 9, context.Number("--users", 0));
        foreach (var (method, credential) in Credentials(AgentSeed.PinOf))
        {
            var (rate, processor) = (new Figure(), new Figure());
            var logins = method == "card" ? CardLogins : SlowLogins;
            for (var round = 0; round < context.Rounds; round++)
            {
                var before = agent.ProcessorTime;
                rate.Add(Rate((from, terminal) => new PanelClient(agent, from, AgentSeed.DeviceOf(terminal)), credential, logins));
                processor.Add((agent.ProcessorTime - before).TotalMilliseconds / logins);
            }

            Print(context, $"logins by {method} at an agent without its server", rate, new { logins, terminals = AgentSeed.People, users = AgentSeed.People + context.Number("--users", 0), agents_processor_ms_per_login = processor.Describe(), agents_memory_mib = agent.ResidentBytes >> 20 });
        }
    }

    private static void Online(MeasureContext context, RunningSystem system, IReadOnlyList<string> pins)
    {
        foreach (var (method, credential) in Credentials(person => pins[person]))
        {
            var rate = new Figure();
            var logins = method == "card" ? CardLogins : SlowLogins;
            for (var round = 0; round < context.Rounds; round++)
            {
                rate.Add(Rate((from, terminal) => Panel(system, from, terminal), credential, logins));
            }

            Print(context, $"logins by {method} at an agent that tells its server", rate, new { logins, terminals = AgentSeed.People, server = "on the same machine, with PostgreSQL" });
        }
    }

    private static async Task AtTheServerAsync(MeasureContext context, RunningSystem system)
    {
        var rate = new Figure();
        for (var round = 0; round < context.Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, ServerAddresses, new ParallelOptions { MaxDegreeOfParallelism = AgentSeed.People }, async (number, _) =>
            {
                using var calls = new JsonCalls(system.Address("api"), system.Text("serverCertificate"), new IPAddress([127, 0, (byte)(40 + round), (byte)(1 + number)]));
                for (var login = 0; login < LoginsPerAddress; login++)
                {
                    await calls.SendAsync(HttpMethod.Post, "session", new { loginName = AgentSeed.LoginOf(number % AgentSeed.People), password = AgentSeed.Password });
                }
            });
            rate.Add(ServerAddresses * LoginsPerAddress / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Print(context, "logins by password at the server (REST)", rate, new { logins = ServerAddresses * LoginsPerAddress, at_once = AgentSeed.People, connections = $"a new one for every {LoginsPerAddress}", people = AgentSeed.People });
    }

    private static double Rate(Func<IPAddress, int, PanelClient> connect, Func<int, string> credential, int logins)
    {
        // the panel takes so many requests a second of one address: a terminal moves to the next one before that
        const int PerConnection = 40;
        var clients = Enumerable.Range(0, Math.Max(AgentSeed.People, logins / PerConnection)).Select(number => connect(new IPAddress([127, 0, (byte)(20 + (number / 250)), (byte)(1 + (number % 250))]), number % AgentSeed.People)).ToArray();
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        Parallel.For(0, AgentSeed.People, new ParallelOptions { MaxDegreeOfParallelism = AgentSeed.People }, terminal =>
        {
            var (own, shown) = (clients.Where((_, number) => number % AgentSeed.People == terminal).ToArray(), credential(terminal));
            for (var turn = 0; Interlocked.Increment(ref next) < logins; turn++)
            {
                own[turn % own.Length].Login(shown);
            }
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.ForEach(clients, client => client.Dispose());
        return logins / seconds;
    }

    private static IEnumerable<(string Method, Func<int, string> Credential)> Credentials(Func<int, string> pin) =>
    [
        ("card", person => $$"""{"method":"card","card":"{{AgentSeed.CardOf(person)}}"}"""),
        ("PIN", person => $$"""{"method":"pin","pin":"{{pin(person)}}"}"""),
        ("password", person => $$"""{"method":"password","loginName":"{{AgentSeed.LoginOf(person)}}","password":"{{AgentSeed.Password}}"}"""),
    ];

    private static PanelClient Panel(RunningSystem system, IPAddress? from, int terminal)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(system.Text("agentCertificate"));
        var thumbprint = own.Thumbprint;
        return new PanelClient(system.Address("panelProtocol").Port, certificate => certificate is X509Certificate2 shown && shown.Thumbprint == thumbprint, from, AgentSeed.DeviceOf(terminal));
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(RunningSystem system)
    {
        List<string> pins = [];
        for (var person = 0; person < AgentSeed.People; person++)
        {
            var device = AgentSeed.DeviceOf(person);
            await system.Server.SendAsync(HttpMethod.Put, $"sites/main/devices/{device}", new { name = device, host = "192.0.2.1", protocol = "raw", port = 9100, enabled = true, panelAddresses = new[] { "127.0.0.0/8" } });
            var made = await system.Server.SendAsync(
                HttpMethod.Post, "users", new { loginName = AgentSeed.LoginOf(person), displayName = "Bench Mark", role = "user", cardNumber = AgentSeed.CardOf(person), password = AgentSeed.Password, passwordIsInitial = false, issuePin = true });
            pins.Add(made.GetProperty("pin").GetString()!);
        }

        for (var began = Stopwatch.GetTimestamp(); !await IsKnownAsync(system);)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new LoadException("The new users do not come to the agent.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return pins;
    }

    private static Task<bool> IsKnownAsync(RunningSystem system) => Task.Run(() =>
    {
        try
        {
            using var panel = Panel(system, from: null, AgentSeed.People - 1);
            panel.Login($$"""{"method":"card","card":"{{AgentSeed.CardOf(AgentSeed.People - 1)}}"}""");
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
