using System.Buffers;
using System.Text;
using Platen.Protocols.Pjl;

namespace Platen.Protocols.Tests.Pjl;

public sealed class PjlReplyTests
{
    internal const string Exchange =
        "@PJL USTATUS JOB\r\nSTART\r\nNAME=\"platen-42\"\r\n\f@PJL USTATUS PAGE\r\n1\r\n\f@PJL USTATUS DEVICE\r\nCODE=41000\r\nDISPLAY=\"LOAD A4\"\r\nONLINE=FALSE\r\n\f" +
        "@PJL USTATUS TIMED\r\nCODE=10001\r\nDISPLAY=\"READY\"\r\nONLINE=TRUE\r\n\f@PJL USTATUS PAGE\r\n2\r\n\f@PJL USTATUS JOB\r\nEND\r\nNAME=\"platen-42\"\r\nPAGES=2\r\n\f";

    [Fact]
    public void ExchangeOfAJob_Read_GivesItsReports()
    {
        var replies = Read(Encoding.Latin1.GetBytes(Exchange), int.MaxValue);

        replies.Select(reply => reply.Kind).ShouldBe(
            [PjlReplyKind.JobStart, PjlReplyKind.Page, PjlReplyKind.Status, PjlReplyKind.Status, PjlReplyKind.Page, PjlReplyKind.JobEnd]);
        replies[0].JobName.ShouldBe("platen-42");
        replies[1].Pages.ShouldBe(1);
        (replies[2].Code, replies[2].Display, replies[2].IsOnline).ShouldBe((41000, "LOAD A4", false));
        PjlStatusCode.Classify(replies[2].Code!.Value).ShouldBe(PjlCondition.PaperOut);
        (replies[5].JobName, replies[5].Pages).ShouldBe(("platen-42", 2));
    }

    [Theory]
    [InlineData("@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY=\"Ready\"\r\nONLINE=TRUE\r\n\f", PjlReplyKind.Status, null, 10001)]
    [InlineData("@PJL INFO PAGECOUNT\r\nPAGECOUNT=53452\r\n\f", PjlReplyKind.PageCount, 53452, null)]
    [InlineData("@PJL INFO PAGECOUNT\r\n53452\r\n\f", PjlReplyKind.PageCount, 53452, null)]
    [InlineData("@PJL USTATUS JOB\r\nCANCELED\r\nID=12\r\n\f", PjlReplyKind.JobCanceled, null, null)]
    [InlineData("@PJL ECHO hello 1\r\n\f", PjlReplyKind.Echo, null, null)]
    [InlineData("@PJL USTATUS PAGE\r\n-1\r\n\f", PjlReplyKind.Page, null, null)]
    [InlineData("@PJL USTATUS PAGE\r\n99999999999\r\n\f", PjlReplyKind.Page, null, null)]
    [InlineData("\r\n\f", PjlReplyKind.Other, null, null)]
    [InlineData("garbage\f", PjlReplyKind.Other, null, null)]
    public void Reply_Read_GivesKindPagesAndCode(string text, PjlReplyKind kind, int? pages, int? code)
    {
        var reply = Read(Encoding.Latin1.GetBytes(text), int.MaxValue).ShouldHaveSingleItem();

        (reply.Kind, reply.Pages, reply.Code).ShouldBe((kind, pages, code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Segments_OfAnySize_ReadTheSame(int size)
    {
        var octets = Encoding.Latin1.GetBytes(Exchange);

        Read(octets, size).Select(Describe).ShouldBe(Read(octets, int.MaxValue).Select(Describe));
    }

    [Fact]
    public void EveryPrefix_Read_GivesOnlyWholeReplies()
    {
        var octets = Encoding.Latin1.GetBytes(Exchange);
        for (var length = 0; length <= octets.Length; length++)
        {
            Read(octets[..length], int.MaxValue).Count.ShouldBe(Exchange[..length].Count(c => c == '\f'));
        }
    }

    [Fact]
    public void ReplyWithoutEnd_BeyondTheLimit_Throws() =>
        Should.Throw<PjlFormatException>(() => PjlReplyReader.TryRead(
            new ReadOnlySequence<byte>(new byte[100]), new PjlLimits { ReplyBytesMax = 100 }, out _, out _, out _)).Error.ShouldBe(PjlFormatError.ReplyTooLong);

    [Theory]
    [InlineData(10001, PjlCondition.Ready)]
    [InlineData(10023, PjlCondition.Busy)]
    [InlineData(11002, PjlCondition.Ready)]
    [InlineData(40021, PjlCondition.CoverOpen)]
    [InlineData(40079, PjlCondition.Offline)]
    [InlineData(41203, PjlCondition.PaperOut)]
    [InlineData(42202, PjlCondition.Jammed)]
    [InlineData(43001, PjlCondition.OperatorNeeded)]
    [InlineData(50000, PjlCondition.Fault)]
    [InlineData(7, PjlCondition.Unknown)]
    public void StatusCode_Classified_TellsWhatItMeansForAJob(int code, PjlCondition condition) => PjlStatusCode.Classify(code).ShouldBe(condition);

    internal static List<PjlReply> Read(byte[] octets, int segment)
    {
        var replies = new List<PjlReply>();
        var buffer = Segments.OfSize(octets, segment);
        while (PjlReplyReader.TryRead(buffer, PjlLimits.Default, out var reply, out var consumed, out _))
        {
            replies.Add(reply);
            buffer = buffer.Slice(consumed);
        }

        return replies;
    }

    private static string Describe(PjlReply reply) => $"{reply.Kind} {reply.JobName} {reply.Pages} {reply.Code} {reply.Display} {reply.IsOnline}";
}
