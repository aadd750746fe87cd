using Xunit.Abstractions;

namespace Platen.Domain.Tests.Sites.Lineage;

/// <summary>I1 and MS01 for an agent's events: in order, each once, and nothing acknowledged that is not recorded, whatever disks, machines and records are put back. The seed tells the whole schedule.</summary>
public sealed class LineageSimulationTests(ITestOutputHelper output)
{
    private const int SeedsShort = 5_000;
    private const int SeedsLong = 300_000;

    [Fact]
    public void ThousandsOfSchedules_AcknowledgeOnlyWhatIsRecorded() => Run(SeedsShort);

    [Fact]
    [Trait("suite", "slow")]
    public void HundredsOfThousandsOfSchedules_AcknowledgeOnlyWhatIsRecorded() => Run(SeedsLong);

    /// <summary>A guard taken out is found, else the simulation proves nothing.</summary>
    [Theory]
    [InlineData(LineageMutant.AllAreLetIn)]
    [InlineData(LineageMutant.NoStartOnBatches)]
    [InlineData(LineageMutant.NoDedupe)]
    [InlineData(LineageMutant.NoRewind)]
    [InlineData(LineageMutant.LengthOnly)]
    public void GuardTakenOut_IsFound(LineageMutant mutant)
    {
        for (var seed = 0; seed < SeedsShort; seed++)
        {
            var world = new LineageWorld(seed, mutant);
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
        var (recorded, fences) = (0, 0);
        for (var seed = 0; seed < seeds; seed++)
        {
            var world = new LineageWorld(seed, LineageMutant.None);
            world.Run();
            world.Fault.ShouldBeNull($"seed {seed}\n{world.Trace}");
            (recorded, fences) = (recorded + world.Recorded, fences + world.Fences);
        }

        output.WriteLine($"{seeds} schedules, {recorded} events recorded, {fences} fences");
        recorded.ShouldBeGreaterThan(seeds * 50, "else the schedules report too little to prove anything");
        fences.ShouldBeGreaterThan(seeds / 2);
    }
}
