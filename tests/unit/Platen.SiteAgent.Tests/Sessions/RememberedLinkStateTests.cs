using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Replica;
using Platen.SiteAgent.Uplink;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Sessions;

public sealed class RememberedLinkStateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly PowerLossDisk _disk = new();

    /// <summary>Mutants that this catches: a restart that forgets the last contact (nobody logs in, I4), or that begins the offline limit anew (I5).</summary>
    [Fact]
    public void LastContact_AfterARestart_IsTheOneBefore()
    {
        var link = new LinkState(_time);
        link.Heard();
        var heard = _time.GetUtcNow();
        new RememberedLinkState(link, _disk, "/replica", _time).Save();
        _disk.LosePower();
        _time.Advance(TimeSpan.FromHours(5));

        var again = new RememberedLinkState(new LinkState(_time), _disk, "/replica", _time);

        again.LastContact.ShouldBe(heard);
        again.IsOnline.ShouldBeFalse();
    }

    [Fact]
    public void LastContact_NeverOrInTheFuture_IsNone()
    {
        new RememberedLinkState(new LinkState(_time), _disk, "/replica", _time).LastContact.ShouldBeNull();
        var link = new LinkState(_time);
        link.Heard();
        new RememberedLinkState(link, _disk, "/replica", _time).Save();

        var early = new ManualTimeProvider(_time.GetUtcNow().AddDays(-1));
        new RememberedLinkState(new LinkState(early), _disk, "/replica", early).LastContact.ShouldBeNull();
    }
}
