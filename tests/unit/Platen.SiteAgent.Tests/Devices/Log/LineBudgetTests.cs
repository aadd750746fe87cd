using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>LG04: one device that flaps fills neither the journal nor the database.</summary>
public sealed class LineBudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private readonly LineBudget _budget = new();

    // mutants: no budget; what is left out is not counted; counted lines are told again
    [Fact]
    public void Flapping_ForADay_IsTold_AFewHundredTimes_AndEveryLineIsToldOrCounted()
    {
        var told = Flap(TimeSpan.FromDays(1), waiting: 0, out var offered);

        told.Length.ShouldBeInRange(LineBudget.Burst, 320);
        (told.Count(line => line.Kind != DeviceLogKind.Suppressed) + told.Sum(line => line.Count)).ShouldBeInRange(offered - 2 * 60, offered);
        told.Count(line => line.Kind == DeviceLogKind.Suppressed).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Lines_ThatAreFew_AreAllTold()
    {
        for (var hour = 0; hour < 100; hour++)
        {
            _budget.Admit(Lines(10), Start.AddHours(hour), 0).Length.ShouldBe(10);
        }
    }

    [Fact]
    public void Lines_OfASiteThatIsCutOff_BecomeSeldom_AndThenNone_AndAreCounted()
    {
        var seldom = Flap(TimeSpan.FromDays(1), LineBudget.SeldomFrom, out _);
        seldom.Length.ShouldBeLessThan(60);

        _budget.Admit(Lines(1), Start.AddDays(9), LineBudget.NoneFrom).ShouldBeEmpty();
        var later = _budget.Admit([], Start.AddDays(10), 0);
        later = later.IsEmpty ? _budget.Admit([], Start.AddDays(11), 0) : later;
        later.ShouldHaveSingleItem().Count.ShouldBeGreaterThan(0);
    }

    private static ImmutableArray<DeviceLogLine> Lines(int count) => [.. Enumerable.Range(0, count).Select(_ => new DeviceLogLine { Kind = DeviceLogKind.AlertBegan })];

    private ImmutableArray<DeviceLogLine> Flap(TimeSpan time, ulong waiting, out int offered)
    {
        var told = ImmutableArray.CreateBuilder<DeviceLogLine>();
        offered = 0;
        for (var at = Start; at < Start + time; at += TimeSpan.FromSeconds(30))
        {
            told.AddRange(_budget.Admit(Lines(2), at, waiting));
            offered += 2;
        }

        return told.ToImmutable();
    }
}
