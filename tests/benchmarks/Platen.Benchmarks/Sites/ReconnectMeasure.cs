using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Platen.Benchmarks.Measures;

namespace Platen.Benchmarks.Sites;

/// <summary>
/// P13: how long it takes until all agents of a company are linked again when their lines come back in one moment: TCP, mutual TLS, HTTP/2, the certificate against the record, the journal against the record, the greeting. All dial at
/// once, which is worse than real agents do (they wait 0.25 to 0.5 s, drawn at random). The dialling side runs on the same machine.
/// </summary>
internal static class ReconnectMeasure
{
    private const int AgentsPerSite = 10;
    private const double GoalSeconds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<bool> RunAsync(MeasureContext context)
    {
        var count = context.Number("--agents", 500);
        using var system = await RunningSystem.StartAsync(context.Folders.New("reconnect"));
        var agents = await EnrolAsync(system, count);
        var seconds = new Figure();
        for (var round = 0; round <= context.Rounds; round++)
        {
            var took = await LinkAllAsync(agents);
            if (round > 0) // the first time, the server has not been asked for anything yet
            {
                seconds.Add(took);
            }

            await Task.WhenAll(agents.Select(agent => agent.CutAsync()));
        }

        await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
        context.Print(new MeasureLine
        {
            Measure = "P13",
            What = $"{count} agents linked again, all dialling at once",
            Unit = "s",
            Ours = seconds,
            Goal = GoalSeconds,
            SmallerIsBetter = true,
            Done = new { agents = count, sites = (count + AgentsPerSite - 1) / AgentsPerSite, tls = "mutual, P-256, a new connection each", processors = Environment.ProcessorCount, dialling_side = "same machine" },
        });
        return context.AllMet;
    }

    private static async Task<BenchAgent[]> EnrolAsync(RunningSystem system, int count)
    {
        var authority = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(system.Text("serverCertificate")));
        var agents = new List<BenchAgent>();
        for (var i = 0; i < count; i++)
        {
            var site = $"site-{i / AgentsPerSite}";
            if (i % AgentsPerSite == 0)
            {
                await system.Server.SendAsync(HttpMethod.Put, $"sites/{site}", new { name = site });
            }

            var added = await system.Server.SendAsync(HttpMethod.Post, $"sites/{site}/agents", new { agent = $"{site}-{i % AgentsPerSite}" });
            var agent = new BenchAgent(system.Address("agentLink"), authority);
            await agent.EnrolAsync(added.GetProperty("token").GetString()!);
            agents.Add(agent);
        }

        return [.. agents];
    }

    private static async Task<double> LinkAllAsync(BenchAgent[] agents)
    {
        using var limit = new CancellationTokenSource(Patience);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(agents.Select(agent => Task.Run(() => agent.LinkAsync(limit.Token))));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
