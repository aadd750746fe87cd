using Platen.Protocols.Pjl.Guard;
using static Platen.Protocols.Tests.Pjl.Guard.Guarded;

namespace Platen.Protocols.Tests.Pjl.Guard;

public sealed class PjlGuardTests
{
    private const string Head = Uel + "@PJL JOB NAME=\"Report\"\r\n@PJL SET USERNAME=\"alice\"\r\n";
    private const string Tail = "@PJL ENTER LANGUAGE=POSTSCRIPT\r\n%!PS\nshowpage\n" + Uel + "@PJL EOJ\r\n" + Uel;

    [Theory]
    [InlineData("@PJL FSDELETE NAME=\"0:\\a\"\r\n", "FSDELETE")]
    [InlineData("@PJL FSUPLOAD NAME=\"0:\\a\" OFFSET=0 SIZE=9\r\n", "FSUPLOAD")]
    [InlineData("@PJL FSINIT VOLUME=\"0:\"\r\n", "FSINIT")]
    [InlineData("@PJL FSMKDIR NAME=\"0:\\d\"\r\n", "FSMKDIR")]
    [InlineData("@PJL FSDIRLIST NAME=\"0:\\\" ENTRY=1 COUNT=9\r\n", "FSDIRLIST")]
    [InlineData("@PJL FSQUERY NAME=\"0:\\a\"\r\n", "FSQUERY")]
    [InlineData("@PJL DMCMD ASCIIHEX=\"040006\"\r\n", "DMCMD")]
    [InlineData("@PJL DMINFO ASCIIHEX=\"040006\"\r\n", "DMINFO")]
    [InlineData("@PJL DEFAULT PASSWORD=1\r\n", "DEFAULT")]
    [InlineData("@PJL DEFAULT LPARM:PCL COPIES=99\n", "DEFAULT")]
    [InlineData("@PJL INITIALIZE\r\n", "INITIALIZE")]
    [InlineData("@PJL SET LPARM:PCL PASSWORD=1\r\n", "SET PASSWORD")]
    [InlineData("@PJL SET SERVICEMODE=HPBOISEID\r\n", "SET SERVICEMODE")]
    [InlineData("@PJL JOB PASSWORD=0\r\n", "JOB PASSWORD")]
    [InlineData("@PJL RDYMSG DISPLAY=\"out of order\"\r\n", "RDYMSG")]
    [InlineData("@PJL OPMSG DISPLAY=\"out of order\"\r\n", "OPMSG")]
    [InlineData("@PJL STMSG DISPLAY=\"out of order\"\r\n", "STMSG")]
    [InlineData("@pjl fsdelete name=\"0:\\a\"\r\n", "FSDELETE")]
    [InlineData("@PJL\t \tFSDELETE\tNAME=\"0:\\a\"\n", "FSDELETE")]
    [InlineData("@PJL FSDELETE\r", "FSDELETE")]
    [InlineData("@PJL \0FSDELETE NAME=\"x\"\n", "FSDELETE")]
    public void Command_ThatChangesTheDevice_IsLeftOut_AndAllElseStays(string command, string word)
    {
        for (var piece = 1; piece < 40; piece++)
        {
            var guarded = Of(Head + command + Tail, pieceBytes: piece);

            guarded.Text.ShouldBe(Head + Tail, $"pieces of {piece}");
            guarded.Report.Commands.ShouldBe([word]);
            guarded.Report.BytesRemoved.ShouldBe(command.Length);
        }
    }

    [Theory]
    [InlineData("@PJL FSDOWNLOAD FORMAT:BINARY SIZE=20 NAME=\"0:\\a\"\r\n")]
    [InlineData("@PJL FSAPPEND FORMAT:BINARY NAME=\"0:\\a\" SIZE = 20\n")]
    [InlineData("@PJL UPGRADE SIZE=20\r\n")]
    public void Command_WithData_IsLeftOutWithIt(string command)
    {
        const string Data = "@PJL JOB NAME=\"x\"\r\n\e"; // 20 octets that look like a command, and the begin of a UEL
        for (var piece = 1; piece < 60; piece++)
        {
            Of(Head + command + Data + Tail, pieceBytes: piece).Text.ShouldBe(Head + Tail, $"pieces of {piece}");
        }
    }

    // mutant: a size that is parsed with wrap-around, or taken as 0 when it does not fit, lets the data through as commands
    [Theory]
    [InlineData("18446744073709551617")]
    [InlineData("-1")]
    [InlineData("0x10")]
    [InlineData("")]
    public void Command_WithDataOfNoKnownSize_IsLeftOutUpToTheNextUel(string size)
    {
        for (var piece = 1; piece < 30; piece++)
        {
            var guarded = Of($"{Head}@PJL FSDOWNLOAD SIZE={size} NAME=\"a\"\r\n\e%-1234\e%-12345 @PJL FSDELETE\r\n{Uel}{Tail}", pieceBytes: piece);

            guarded.Text.ShouldBe(Head + Uel + Tail, $"pieces of {piece}");
        }
    }

    [Theory]
    [InlineData("@PJL COMMENT a\r@PJL FSDELETE NAME=\"x\"\r\n", "@PJL COMMENT a\r")]
    [InlineData("@PJL COMMENT a" + Uel + "@PJL FSDELETE NAME=\"x\"\r\n", "@PJL COMMENT a" + Uel)]
    [InlineData("\r\n \t\r\n@PJL FSDELETE\r\n", "\r\n \t\r\n")]
    [InlineData(Uel + Uel + "@PJL FSDELETE\r\n" + Uel, Uel + Uel + Uel)]
    [InlineData("@PJL FSDELETE" + Uel, Uel)]
    public void Command_BehindWhatDevicesPassOver_IsFound(string sent, string kept)
    {
        for (var piece = 1; piece < 40; piece++)
        {
            Of(Head + sent + Tail, pieceBytes: piece).Text.ShouldBe(Head + kept + Tail, $"pieces of {piece}");
        }
    }

    [Fact]
    public void Command_AtTheVeryBegin_WithoutUel_IsFound() => Of("@PJL FSDELETE NAME=\"a\"\n" + Tail).Text.ShouldBe(Tail);

    [Fact]
    public void Command_AtTheVeryEnd_WithoutLineFeed_IsFound() => Of(Head + Tail + "@PJL FSDELETE NAME=\"a\"").Text.ShouldBe(Head + Tail);

    [Fact]
    public void Command_BehindTheDocument_IsFound() => Of("plain text\n" + Uel + "@PJL FSINIT\r\n" + Uel).Text.ShouldBe("plain text\n" + Uel + Uel);

    [Fact]
    public void Line_TooLongToBeJudged_IsLeftOut()
    {
        var long1 = "@PJL COMMENT " + new string('x', 20_000) + "\n";
        var guarded = Of(Head + long1 + Tail, pieceBytes: 7);

        guarded.Text.ShouldBe(Head + Tail);
        guarded.Report.Commands.ShouldHaveSingleItem().ShouldContain("16384");
    }

    [Theory]
    [InlineData("@PJL COMMENT @PJL FSDELETE\r\n")]
    [InlineData("@PJL SET RET=ON\r\n@PJL SET RESOLUTION=600\n")]
    [InlineData("@PJL ECHO FSDELETE\r\n@PJL INFO STATUS\r\n@PJL USTATUS DEVICE=ON\r\n")]
    [InlineData("@PJL SET HOLDKEY=\"1234\"\r\n@PJL SET JOBATTR=\"JobAcct1=alice\"\r\n")]
    [InlineData("@PJL\r\n@PJL XEROXTICKET DEFAULT\r\n")]
    public void Command_OfOneJob_Stays(string command)
    {
        var guarded = Of(Head + command + Tail, pieceBytes: 3);

        guarded.Text.ShouldBe(Head + command + Tail);
        guarded.Report.CommandCount.ShouldBe(0);
    }

    [Fact]
    public void DisplayTexts_Allowed_Stay()
    {
        const string Command = "@PJL RDYMSG DISPLAY=\"hello\"\r\n";

        Of(Head + Command + Tail, new PjlGuardOptions { AllowsDisplayTexts = true }).Text.ShouldBe(Head + Command + Tail);
    }

    [Fact]
    public void Guard_ThatOnlyWatches_ChangesNothing_AndTells()
    {
        const string Document = Head + "@PJL FSDOWNLOAD SIZE=3 NAME=\"a\"\r\nabc@PJL DEFAULT A=B\r\n@PJL FSDOWNLOAD NAME=\"b\"\r\nxyz" + Uel + Tail;
        for (var piece = 1; piece < 40; piece++)
        {
            var guarded = Of(Document, new PjlGuardOptions { RemovesCommands = false }, piece);

            guarded.Text.ShouldBe(Document, $"pieces of {piece}");
            guarded.Report.Commands.ShouldBe(["FSDOWNLOAD", "DEFAULT"]);
            guarded.Report.CommandCount.ShouldBe(3);
            guarded.Report.BytesRemoved.ShouldBe(0);
        }
    }

    [Fact]
    public void Claims_OfTheHeader_AreTold()
    {
        var claims = Of(Uel + "@PJL SET JOBNAME=\"old\"\r\n@PJL JOB NAME = \"Annual report\"\r\n@PJL SET USERNAME=\"al\aice\"\r\n@PJL SET ACCOUNTNAME=\"Sales\"\r\n" + Tail).Report.Claims;

        claims.ShouldBe(new PjlClaims { JobName = "Annual report", UserName = "al ice", Account = "Sales" });
    }

    [Theory]
    [InlineData("@PJL ACCOUNT=\"Sales 7\"\r\n")]
    [InlineData("@PJL ACCOUNT NAME=\"Sales 7\"\r\n")]
    [InlineData("@PJL SET ACCOUNT=\"Sales 7\"\r\n")]
    public void Account_InEachForm_IsTold(string line) => Of(Uel + line + Tail).Report.Claims.Account.ShouldBe("Sales 7");

    [Theory]
    [InlineData("serverdict begin 0 exitserver\n", "exitserver")]
    [InlineData("true 0 startjob not{stop}if\n", "startjob")]
    [InlineData("/exitserver cvx exec\n", "exitserver")]
    [InlineData("systemdict/startjob get exec", "startjob")]
    public void Operator_ThatReachesBeyondTheJob_IsTold(string code, string word)
    {
        for (var piece = 1; piece < 40; piece++)
        {
            var guarded = Of("%!PS\n" + code, pieceBytes: piece);

            guarded.Report.Operators.ShouldBe([word], $"pieces of {piece}");
            guarded.Text.ShouldBe("%!PS\n" + code);
        }
    }

    [Theory]
    [InlineData("%!PS\n%%BeginExitServer: 0\n/my_exitserver 1 def exitservers startjobs _startjob\n")]
    [InlineData("%PDF-1.4\n(exitserver) startjob \n")]
    public void Words_ThatOnlyLookLikeSuchOperators_AreNot(string document)
    {
        for (var piece = 1; piece < 30; piece++)
        {
            Of(document, pieceBytes: piece).Report.Operators.ShouldBeEmpty($"pieces of {piece}");
        }
    }
}
