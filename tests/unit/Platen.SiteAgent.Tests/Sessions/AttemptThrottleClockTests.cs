using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>The machine's clock is set back: seen end to end as "wait 39 minutes" at a device where nobody had failed. Mutant: failures are counted by the wall clock.</summary>
public sealed class AttemptThrottleClockTests
{
    [Fact]
    public void Attempts_AfterTheClockWasSetBack_AreNotSlowed()
    {
        var time = new SetBackTime();
        var throttle = new AttemptThrottle(freeFailures: 5, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), time);
        throttle.Enter("mfp-1").ShouldBeNull();
        throttle.Forgive("mfp-1");

        time.WallOffset = TimeSpan.FromMinutes(-40);

        throttle.Enter("mfp-1").ShouldBeNull();
        throttle.Forgive("mfp-1");
        throttle.Enter("mfp-1").ShouldBeNull();
    }

    private sealed class SetBackTime : TimeProvider
    {
        public TimeSpan WallOffset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + WallOffset;
    }
}
