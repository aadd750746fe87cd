using Xunit.Abstractions;

namespace Platen.Domain.Tests.Jobs.Copies;

/// <summary>I2 and I3 for jobs with copies over random cuts, kills, restarts, lost answers and stale activations. The seed tells the whole schedule: a failing one is run again by its number.</summary>
public sealed class CopiesSimulationTests(ITestOutputHelper output)
{
    private const int SeedsShort = 5_000;
    private const int SeedsLong = 300_000;

    [Fact]
    public void ThousandsOfSchedules_NeverPrintByBoth_AndChargeWhatCameOutOnce() => Run(SeedsShort);

    [Fact]
    [Trait("suite", "slow")]
    public void HundredsOfThousandsOfSchedules_NeverPrintByBoth_AndChargeWhatCameOutOnce() => Run(SeedsLong);

    /// <summary>A guard taken out is found, else the simulation proves nothing.</summary>
    [Theory]
    [InlineData(Mutant.NoRowCompare)]
    [InlineData(Mutant.OriginPrintsAlone)]
    [InlineData(Mutant.NoAnswerIsYes)]
    [InlineData(Mutant.RestartFreesTheRow)]
    [InlineData(Mutant.RightEndsByTime)]
    public void GuardTakenOut_IsFound(Mutant mutant)
    {
        for (var seed = 0; seed < SeedsShort; seed++)
        {
            var world = new CopiesWorld(seed, mutant);
            world.Run();
            if (world.Fault is { } fault)
            {
                output.WriteLine($"{mutant}, seed {seed}: {fault}");
                return;
            }
        }

        Assert.Fail($"{mutant} was not found in {SeedsShort} schedules.");
    }

    private void Run(int seeds)
    {
        var printed = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var world = new CopiesWorld(seed, Mutant.None);
            world.Run();
            world.Fault.ShouldBeNull($"seed {seed}\n{world.Trace}");
            printed += world.Printed;
        }

        output.WriteLine($"{seeds} schedules, paper came out {printed} times");
        printed.ShouldBeGreaterThan(seeds / 2, "else the schedules print too seldom to prove anything");
    }
}
