using System.Globalization;
using Platen.Domain.Backups;

namespace Platen.Domain.Tests.Backups;

/// <summary>OP01: twice a day, kept for 7 days; also where the clocks change.</summary>
public sealed class BackupRulesTests
{
    private static readonly BackupPlan Plan = new() { Zone = "Europe/Berlin" };

    [Fact]
    public void Schedule_OverAWholeYear_IsTwiceADayAndOnceForEachTime()
    {
        var plan = Plan with { Times = [new(2, 30, 0), new(14, 30, 0)], JitterMax = TimeSpan.FromMinutes(15), Seed = "a" };
        List<DateTimeOffset> made = [];
        var memory = new BackupMemory { TriedAt = At("2026-01-01T00:00:00Z"), Code = BackupCode.Made };
        for (var now = At("2026-01-01T00:00:00Z"); now < At("2027-01-01T00:00:00Z"); now += TimeSpan.FromMinutes(5))
        {
            if (BackupRules.IsDue(plan, memory, now))
            {
                made.Add(now);
                memory = BackupRules.After(plan, memory, new BackupResult(BackupCode.Made), now);
            }
        }

        made.Count.ShouldBe(2 * 365);
        made.Zip(made.Skip(1), (one, next) => next - one).ShouldAllBe(pause => pause > TimeSpan.FromHours(10.5) && pause < TimeSpan.FromHours(13.5));
    }

    // 2026-03-29 02:00 becomes 03:00; mutant: GetUtcOffset of a time that there is not. The run would come at 01:30 UTC, after the one of 03:00
    [Theory]
    [InlineData("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    // 2026-10-25 03:00 becomes 02:00: the first 02:30 of both is meant
    [InlineData("2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z")]
    public void Time_ThatTheClocksSkipOrShowTwice_ComesOnce(string now, string expected)
    {
        var plan = Plan with { Times = [new(2, 30, 0)] };
        var next = BackupRules.Next(plan, Tried(At(now)), At(now));
        next.ShouldBe(At(expected));
        BackupRules.Next(plan, Tried(next), next).ShouldBeGreaterThan(next + TimeSpan.FromHours(22));
    }

    [Fact]
    public void Run_ThatWasMissed_IsMadeAtOnce_AndTheFirstOneToo()
    {
        BackupRules.IsDue(Plan, new BackupMemory(), At("2026-03-01T08:00:00Z")).ShouldBeTrue();
        BackupRules.IsDue(Plan, Tried(At("2026-02-27T12:00:00Z")), At("2026-03-01T08:00:00Z")).ShouldBeTrue();
        BackupRules.IsDue(Plan, Tried(At("2026-03-01T00:00:00Z")), At("2026-03-01T08:00:00Z")).ShouldBeFalse();
        BackupRules.IsDue(Plan, Tried(At("2030-01-01T00:00:00Z")), At("2026-03-01T08:00:00Z")).ShouldBeTrue("the clock was set back");
    }

    // mutant: retry without a limit. A full disk would be tried every half hour for ever
    [Fact]
    public void Run_ThatFails_IsTriedAgainThreeTimes_UntilTheNextTime()
    {
        var plan = Plan with { Zone = "UTC" };
        var memory = Tried(At("2026-03-01T00:59:00Z"));
        List<DateTimeOffset> tries = [];
        for (var now = At("2026-03-01T01:00:00Z"); now < At("2026-03-01T13:00:00Z"); now += TimeSpan.FromMinutes(1))
        {
            if (BackupRules.IsDue(plan, memory, now))
            {
                tries.Add(now);
                memory = BackupRules.After(plan, memory, new BackupResult(BackupCode.Failed, "disk full"), now);
            }
        }

        tries.ShouldBe([At("2026-03-01T01:00:00Z"), At("2026-03-01T01:30:00Z"), At("2026-03-01T02:00:00Z"), At("2026-03-01T02:30:00Z")]);
        (memory.Failures, memory.Reason).ShouldBe((4, "disk full"));
        var again = BackupRules.After(plan, memory, new BackupResult(BackupCode.Failed, "disk full"), At("2026-03-01T13:00:00Z"));
        BackupRules.Next(plan, again, At("2026-03-01T13:01:00Z")).ShouldBe(At("2026-03-01T13:30:00Z"));
    }

    [Fact]
    public void Jitter_IsTheSameForATimeAndAnInstallation_AndBounded()
    {
        var plan = Plan with { Zone = "UTC", JitterMax = TimeSpan.FromMinutes(15) };
        var now = At("2026-03-01T02:00:00Z");
        var starts = Enumerable.Range(0, 50).Select(i => BackupRules.Next(plan with { Seed = $"{i}" }, Tried(now), now)).ToList();
        starts.Distinct().Count().ShouldBeGreaterThan(30);
        starts.ShouldAllBe(at => at >= At("2026-03-01T13:00:00Z") && at < At("2026-03-01T13:15:00Z"));
        BackupRules.Next(plan with { Seed = "1" }, Tried(now), now + TimeSpan.FromHours(3)).ShouldBe(starts[1]);
    }

    // mutant: remove what cannot be read; an unknown file, or all of them after a change of the key, would go
    [Fact]
    public void Outdated_IsWhatIsOldOrTooMuch_NeverTheNewestOnes_NorWhatCannotBeRead()
    {
        var now = At("2026-03-10T12:00:00Z");
        BackupInfo[] files =
        [
            .. Enumerable.Range(0, 20).Select(half => File(now.AddHours(-12 * half))),
            File(now.AddDays(-30)) with { Fault = "another key" },
            File(now.AddDays(-30)) with { Kind = BackupKind.Keys }, File(now.AddDays(-40)) with { Kind = BackupKind.Keys }, File(now.AddDays(-50)) with { Kind = BackupKind.Keys },
        ];

        var gone = BackupRules.Outdated(Plan, files, now);

        gone.ShouldAllBe(file => now - file.At > TimeSpan.FromDays(7) && file.Readable);
        gone.Count(file => file.Kind == BackupKind.Database).ShouldBe(5);
        gone.Where(file => file.Kind == BackupKind.Keys).ShouldHaveSingleItem().At.ShouldBe(now.AddDays(-50));
        BackupRules.Outdated(Plan with { KeepMax = 3 }, files, now).Count(file => file.Kind == BackupKind.Database).ShouldBe(17);
    }

    [Fact]
    public void Late_IsCountedFromTheNewest_OrFromTheBeginning()
    {
        var now = At("2026-03-10T12:00:00Z");
        BackupRules.IsLate(Plan, now.AddHours(-26), now.AddDays(-9), now).ShouldBeFalse();
        BackupRules.IsLate(Plan, now.AddHours(-27), now, now).ShouldBeTrue();
        BackupRules.IsLate(Plan, null, now.AddHours(-1), now).ShouldBeFalse();
        BackupRules.IsLate(Plan, null, now.AddHours(-27), now).ShouldBeTrue();
    }

    private static BackupMemory Tried(DateTimeOffset at) => new() { TriedAt = at, Code = BackupCode.Made };

    private static BackupInfo File(DateTimeOffset at) => new() { File = $"{at:O}", Kind = BackupKind.Database, At = at, Bytes = 1 };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
