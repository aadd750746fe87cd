using Platen.E2E.Tests.Running;
using Xunit.Abstractions;

namespace Platen.E2E.Tests.Faults;

/// <summary>
/// I1, I2: kill -9 of the agent, the server and PostgreSQL in the middle of jobs. The outside record is what clients were told (their exit status) and what the virtual MFP put into its folder.
/// Mutants: acknowledge before fsync (power loss only: the spool's own tests), no dedupe of events, release forgotten at a restart.
/// </summary>
[Collection(SystemGroup.Name)]
public sealed class KillLoopTests(PlatenSystem system, ITestOutputHelper output) : IAsyncLifetime
{
    private const int LoopsShort = 5;
    private const int LoopsLong = 200;

    [Fact]
    public Task AcknowledgedJobs_Over5Kills_AreAllPrintedAndChargedOnce() => LoopAsync(LoopsShort);

    [Fact]
    [Trait("suite", "slow")]
    public Task AcknowledgedJobs_Over200Kills_AreAllPrintedAndChargedOnce() => LoopAsync(LoopsLong);

    private async Task LoopAsync(int loops)
    {
        for (var loop = 0; loop < loops; loop++)
        {
            var round = new KillRound(system, await system.NewUserAsync(), (SystemPart)(loop % 3), seed: loop);
            await round.RunAsync();
            output.WriteLine($"round {loop} is right");
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => system.RestartAsync();
}
