using System.Buffers;
using System.Text;
using Platen.Protocols.Pjl;
using Platen.SiteAgent.Delivery.Pjl;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class PjlTallyTests
{
    private const string Name = "platen 1";
    private readonly PjlTally _tally = new(Name);

    [Fact]
    public void Job_FromStartToEnd_CountsWhatItsEndSays()
    {
        Hear($"USTATUS JOB\r\nSTART\r\nNAME=\"{Name}\"", "USTATUS PAGE\r\n1", "USTATUS PAGE\r\n2", $"USTATUS JOB\r\nEND\r\nNAME=\"{Name}\"\r\nPAGES=3");

        (_tally.HasStarted, _tally.HasEnded, _tally.Pages).ShouldBe((true, true, 3));
    }

    // mutant: a tally that takes any job's end ends this one with a stranger's pages
    [Fact]
    public void Reports_OfAnotherJob_AreLeftOut()
    {
        Hear("USTATUS JOB\r\nSTART\r\nNAME=\"other\"", "USTATUS PAGE\r\n1", "USTATUS JOB\r\nEND\r\nNAME=\"other\"\r\nPAGES=7");

        (_tally.HasSpoken, _tally.HasStarted, _tally.HasEnded, _tally.Pages).ShouldBe((true, false, false, null));
    }

    [Fact]
    public void Job_ThatBreaksOff_CountsItsPageReports()
    {
        Hear($"USTATUS JOB\r\nSTART\r\nNAME=\"{Name}\"", "USTATUS PAGE\r\n1", "USTATUS PAGE\r\n2", "USTATUS DEVICE\r\nCODE=42000\r\nDISPLAY=\"JAM\"\r\nONLINE=FALSE");

        (_tally.HasEnded, _tally.Pages, _tally.Obstacle).ShouldBe((false, 2, "media-jam"));
        Hear("USTATUS DEVICE\r\nCODE=10001\r\nDISPLAY=\"READY\"\r\nONLINE=TRUE");
        _tally.Obstacle.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PAGES=-1")]
    [InlineData("PAGES=99999999999999999999")]
    [InlineData("PAGES=2000000")]
    [InlineData("PAGES=x")]
    public void Total_ThatIsNone_IsNotBelieved(string total)
    {
        Hear($"USTATUS JOB\r\nSTART\r\nNAME=\"{Name}\"", "USTATUS PAGE\r\n1", $"USTATUS JOB\r\nEND\r\nNAME=\"{Name}\"\r\n{total}");

        (_tally.HasEnded, _tally.Pages).ShouldBe((true, 1));
    }

    // mutant: without the bound on replies a device can keep the count growing for ever
    [Fact]
    public void Device_ThatSaysTooMuch_IsNotBelievedAtAll()
    {
        Hear($"USTATUS JOB\r\nSTART\r\nNAME=\"{Name}\"");
        var page = Reply("USTATUS PAGE\r\n1");
        for (var i = 0; i < PjlTally.RepliesMax; i++)
        {
            _tally.Take(page);
        }

        (_tally.IsDistrusted, _tally.Pages).ShouldBe((true, null));
    }

    private void Hear(params string[] replies)
    {
        foreach (var reply in replies)
        {
            _tally.Take(Reply(reply));
        }
    }

    private static PjlReply Reply(string text)
    {
        PjlReplyReader.TryRead(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes($"@PJL {text}\r\n\f")), PjlLimits.Default, out var reply, out _, out _).ShouldBeTrue();
        return reply!;
    }
}
