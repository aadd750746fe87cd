using Platen.SiteAgent.Uplink;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>A link that stands for months must not outlive its certificate. Mutant: the certificate is looked at when the link opens, and then only.</summary>
public sealed class RenewalWatchTests
{
    [Fact]
    public void Watch_OverALongLink_FiresThirtyDaysBeforeTheEnd()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        using var watch = new RenewalWatch(time.GetUtcNow() + TimeSpan.FromDays(90), time, CancellationToken.None);

        time.Advance(TimeSpan.FromDays(59.9));
        watch.Token.IsCancellationRequested.ShouldBeFalse();
        time.Advance(TimeSpan.FromDays(0.2));

        (watch.IsDue, watch.Token.IsCancellationRequested).ShouldBe((true, true));
    }

    /// <summary>The server could not renew: the link stands on, and is not opened anew in a circle.</summary>
    [Fact]
    public void Watch_OfOneThatIsDueAlready_WaitsADay()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        using var watch = new RenewalWatch(time.GetUtcNow() + TimeSpan.FromDays(20), time, CancellationToken.None);

        time.Advance(TimeSpan.FromHours(23));
        watch.IsDue.ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(2));

        watch.Token.IsCancellationRequested.ShouldBeTrue();
    }
}
