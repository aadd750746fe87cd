using Platen.E2E.Tests.Running;
using Platen.TestKit.Faults;
using Xunit.Abstractions;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// I1 to I4 over random cuts, kills, restarts, clock steps and put-back disks at two branches of real processes with a real PostgreSQL. The seed is printed and replays the schedule (the machine's own timing it cannot);
/// PLATEN_SEEDS=FIRST-LAST, or one number, runs those.
/// Mutants, and the seed that went red: the record takes an agent's word for what is committed, so that events whose acknowledgement was lost are applied again (2: events came again); a job that a release has is begun for another one
/// (1: came out at both branches); AgentLineage.Judge lets every journal in (4: the end of all jobs does not come, for what the put-back disk reports is taken for what is recorded).
/// </summary>
public sealed class BranchChaosTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int SeedsShort = 1;
    private const int SeedsLong = 60;

    private readonly SystemOfBranches _system = new();

    public Task InitializeAsync() => _system.InitializeAsync();

    public Task DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public Task OneSchedule_NothingIsLostOrPrintedTwiceOrChargedTwice() => RunAsync(SeedsShort);

    [Fact]
    [Trait("suite", "slow")]
    public Task SixtySchedules_NothingIsLostOrPrintedTwiceOrChargedTwice() => RunAsync(SeedsLong);

    private async Task RunAsync(int seeds)
    {
        var clock = new SteppedClock(_system.Documents);
        await _system.RestartAsync("agent-branch-2", clock);
        foreach (var seed in SeedRange.Read(1, seeds))
        {
            await new BranchChaos(_system, clock, seed, output.WriteLine).RunAsync();
        }
    }
}
