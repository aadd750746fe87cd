using Microsoft.Extensions.Logging.Abstractions;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Intake.Ipp.Access;
using Platen.SiteAgent.Tests.Sessions;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Alarms;

/// <summary>Alarms as facts (LG04): each change once, over restarts.</summary>
public sealed class AlarmFactsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-alarms-").FullName;
    private readonly SessionFixture.MemoryJournal _journal = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Settable _source = new();

    // mutants: every look is told; a restart tells all anew, or forgets that there was an alarm, so that its end is never told
    [Fact]
    public async Task Alarm_IsToldWhenItBeginsChangesAndEnds_AndOnceOverARestart()
    {
        using (var facts = Open())
        {
            await LookAsync(facts, "warning");
            await LookAsync(facts, "warning");
            await LookAsync(facts, "critical");
        }

        using (var again = Open())
        {
            await LookAsync(again, "critical");
            await LookAsync(again, "");
            await LookAsync(again, "");
        }

        Told().ShouldBe(["spool.disk warning", "spool.disk critical", "spool.disk "]);
    }

    // LG02. Mutants: a failed login under a name that nobody has leaves no trace; each of a million leaves one
    [Fact]
    public async Task FailedLogins_ThatAreTooMany_AreCountedOnly_AndTheAlarmSaysSo()
    {
        var limit = new FailedLoginLimit(_time);
        using var facts = new AlarmFacts([limit], _journal, new AlarmMemory(new AgentFolders(_folder), NullLogger<AlarmMemory>.Instance), _time, NullLogger<AlarmFacts>.Instance);

        Enumerable.Range(0, 10_000).Count(i => limit.TryList(isKnown: false, $"192.0.2.{i % 250}")).ShouldBe(FailedLoginLimit.UnknownMax);
        limit.TryList(isKnown: true, "192.0.2.5").ShouldBeTrue("guesses under strangers' names must not hide those under real ones");
        await facts.LookAsync(CancellationToken.None);
        _time.Advance(FailedLoginLimit.UnknownEvery);
        limit.TryList(isKnown: false, "192.0.2.5").ShouldBeTrue();
        _time.Advance(FailedLoginLimit.UnknownEvery * FailedLoginLimit.UnknownMax);
        await facts.LookAsync(CancellationToken.None);

        Told().ShouldBe(["logins warning", "logins "]);
        _journal.Facts.Last().AlarmChanged.Detail.ShouldStartWith("9940 failed logins over IPPS were too many");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AlarmFacts Open() => new([_source], _journal, new AlarmMemory(new AgentFolders(_folder), NullLogger<AlarmMemory>.Instance), _time, NullLogger<AlarmFacts>.Instance);

    private IEnumerable<string> Told() => _journal.Facts.Select(fact => $"{fact.AlarmChanged.Name} {fact.AlarmChanged.Level}");

    private Task LookAsync(AlarmFacts facts, string level)
    {
        _source.Level = level;
        return facts.LookAsync(CancellationToken.None);
    }

    private sealed class Settable : IAlarmSource
    {
        public string Level { get; set; } = "";

        public IEnumerable<Alarm> Current => [new Alarm("spool.disk", Level, "as a test wants it")];
    }
}
