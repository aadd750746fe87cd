using Microsoft.Extensions.Logging.Abstractions;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Offline;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>I5: the time without the server, by a clock that cannot be set back to live longer.</summary>
public sealed class OfflineClockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-offline-").FullName;
    private readonly SteppedTime _time = new();

    private string File => Path.Combine(_folder, "offline-time");

    [Fact]
    public void Elapsed_WithoutAnyContact_IsNotKnown() => New(null).Elapsed.ShouldBeNull();

    // mutant: the wall clock alone
    [Fact]
    public void Elapsed_WhenTheClockIsSetBack_GoesOn()
    {
        var clock = New(null);
        clock.Heard();
        _time.Pass(TimeSpan.FromHours(5));
        _time.Step(TimeSpan.FromDays(-10));
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(5));
        _time.Pass(TimeSpan.FromHours(1));
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(6));
    }

    // mutant: the time of the last contact alone is kept on disk
    [Fact]
    public void Elapsed_AfterARestartWithTheClockSetBack_IsNotLess()
    {
        var clock = New(null);
        clock.Heard();
        _time.Pass(TimeSpan.FromHours(5));
        clock.Keep();
        _time.Step(TimeSpan.FromDays(-10));

        var restarted = New(null);
        restarted.Elapsed.ShouldBe(TimeSpan.FromHours(5));
        _time.Pass(TimeSpan.FromHours(2));
        restarted.Elapsed.ShouldBe(TimeSpan.FromHours(7));
        restarted.Keep();
        _time.Step(TimeSpan.FromDays(-10));
        New(null).Elapsed.ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void Elapsed_AfterARestart_CountsTheTimeInBetween()
    {
        var clock = New(null);
        clock.Heard();
        _time.Pass(TimeSpan.FromHours(1));
        clock.Keep();
        _time.Pass(TimeSpan.FromDays(2)); // the agent does not run
        New(null).Elapsed.ShouldBe(TimeSpan.FromDays(2) + TimeSpan.FromHours(1));
    }

    // Forward: the longer time counts as long as the clock says so; set right again, nothing is lost.
    [Fact]
    public void Elapsed_WhenTheClockIsSetForwardAndRight_CountsWhatPassed()
    {
        var clock = New(null);
        clock.Heard();
        _time.Step(TimeSpan.FromDays(20));
        clock.Elapsed.ShouldBe(TimeSpan.FromDays(20));
        _time.Step(TimeSpan.FromDays(-20));
        _time.Pass(TimeSpan.FromHours(3));
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(3));
    }

    [Fact]
    public void Elapsed_InAFolderOfAVersionFromBefore_BeginsAtTheLastContact()
    {
        New(_time.GetUtcNow() - TimeSpan.FromHours(30)).Elapsed.ShouldBe(TimeSpan.FromHours(30));
        System.IO.File.WriteAllText(File, "nonsense");
        New(_time.GetUtcNow() - TimeSpan.FromHours(30)).Elapsed.ShouldBe(TimeSpan.FromHours(30));
    }

    [Fact]
    public void Heard_EndsIt()
    {
        var clock = New(_time.GetUtcNow() - TimeSpan.FromDays(30));
        clock.Heard();
        clock.Elapsed.ShouldBe(TimeSpan.Zero);
        _time.Pass(TimeSpan.FromMinutes(1));
        New(null).Elapsed.ShouldBe(TimeSpan.FromMinutes(1));
    }

    // A full disk must not end the agent: Keep runs on a timer, where an exception would.
    [Fact]
    public void Keep_WhenNothingCanBeWritten_GoesOnAndIsKeptLater()
    {
        var clock = New(null);
        clock.Heard();
        Directory.Delete(_folder, recursive: true);
        _time.Pass(TimeSpan.FromHours(5));
        clock.Keep();
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(5));

        Directory.CreateDirectory(_folder);
        _time.Pass(TimeSpan.FromHours(1));
        clock.Keep();
        New(null).Elapsed.ShouldBe(TimeSpan.FromHours(6));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private OfflineClock New(DateTimeOffset? contact) => new(new KeptText(File, NullLogger.Instance), contact, _time);

    /// <summary>A machine whose wall clock can be set, and whose monotonic clock cannot.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        private long _monotonic = 1_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _monotonic;

        public override DateTimeOffset GetUtcNow() => _wall;

        public void Pass(TimeSpan time) => (_wall, _monotonic) = (_wall + time, _monotonic + time.Ticks);

        public void Step(TimeSpan by) => _wall += by;
    }
}
