using Platen.E2E.Tests.Running;
using Xunit.Abstractions;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// I1 to I4 over random cuts, kills, restarts and clock steps at two branches of real processes with a real PostgreSQL. The seed is printed and replays the schedule (the machine's own timing it cannot). PLATEN_SEED=N runs that one.
/// Aimed at mutants that were not tried with it yet: no dedupe of events (the agent's committed sequence is not compared), no hand-over lock, no fencing of a journal that was rolled back.
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
        var chosen = Environment.GetEnvironmentVariable("PLATEN_SEED") is { Length: > 0 } seed ? [int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)] : Enumerable.Range(1, seeds);
        foreach (var one in chosen)
        {
            await new BranchChaos(_system, clock, one, output.WriteLine).RunAsync();
        }
    }
}
