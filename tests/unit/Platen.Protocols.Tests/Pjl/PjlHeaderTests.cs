using System.Buffers;
using System.Text;
using Platen.Protocols.Pjl;

namespace Platen.Protocols.Tests.Pjl;

public sealed class PjlHeaderTests
{
    private const string Uel = "\e%-12345X";

    internal const string Typical =
        Uel + "@PJL JOB NAME=\"Annual report\" DISPLAY=\"12 alice\"\r\n@PJL COMMENT a \"free\" text = all\r\n@PJL SET USERNAME=\"alice\"\r\n" +
        "@PJL SET LPARM : PCL FONTNUMBER = 3\n@PJL SET DUPLEX=ON\r\n@PJL SET DUPLEX = OFF\r\n@PJL\r\n@PJL ENTER LANGUAGE = PostScript\r\n";

    [Fact]
    public void TypicalJob_Read_GivesNameUserLanguageAndSettings()
    {
        var (header, document) = Read(Typical + "%!PS\n");

        header.JobName.ShouldBe("Annual report");
        header.UserName.ShouldBe("alice");
        header.Language.ShouldBe("POSTSCRIPT");
        header.Setting("DUPLEX").ShouldBe("OFF");
        header.Find("COMMENT")!.Text.ShouldBe("a \"free\" text = all");
        header.Commands[3].Parameters.ShouldBe([new PjlParameter("LPARM", "PCL"), new PjlParameter("FONTNUMBER", "3")]);
        header.Length.ShouldBe(Typical.Length);
        document.ShouldBe("%!PS\n");
    }

    [Theory]
    [InlineData("%!PS-Adobe-3.0\n", "%!PS-Adobe-3.0\n", 0)]
    [InlineData("\r\n%PDF-1.7", "\r\n%PDF-1.7", 0)]
    [InlineData("", "", 0)]
    [InlineData(Uel + "%!PS\n", "%!PS\n", 0)]
    [InlineData(Uel + Uel + "@PJL\n\eE", "\eE", 1)]
    [InlineData(Uel + "\r\n@PJL SET A=B\r\n\r\n@PJL ENTER LANGUAGE=PCL\n\r\nx", "\r\nx", 2)]
    [InlineData(Uel + "@PJL SET A=B\n\n%!PS", "\n%!PS", 1)]
    [InlineData("@PJL SET A=B", "", 1)]
    [InlineData("@PJ", "@PJ", 0)]
    public void Start_OfAnyJob_IsSplitFromTheDocument(string job, string document, int commands)
    {
        var (header, rest) = Read(job);

        rest.ShouldBe(document);
        header.Commands.Length.ShouldBe(commands);
    }

    [Theory]
    [InlineData("SET NAME=\"open", "NAME", "open")]
    [InlineData("SET NAME = \"a=b c\"", "NAME", "a=b c")]
    [InlineData("SET NAME=", "NAME", "")]
    [InlineData("set name=x", "NAME", "x")]
    public void OddLine_Read_IsUnderstoodAsDevicesDo(string line, string name, string value) =>
        Read($"@PJL {line}\n").Header.Commands[0].Find(name).ShouldBe(value);

    [Fact]
    public void EveryPrefix_NotWhole_NeedsMoreOrGivesTheWholeHeader()
    {
        var whole = Encoding.Latin1.GetBytes(Typical);
        for (var length = 0; length < whole.Length; length++)
        {
            var prefix = new ReadOnlySequence<byte>(whole, 0, length);

            PjlHeaderReader.TryRead(prefix, isWhole: false, PjlLimits.Default, out _, out var consumed, out _).ShouldBeFalse($"prefix of {length} octets");

            consumed.ShouldBe(prefix.Start);
            PjlHeaderReader.TryRead(prefix, isWhole: true, PjlLimits.Default, out _, out _, out _).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Segments_OfAnySize_ReadTheSame(int size)
    {
        var buffer = Segments.OfSize(Encoding.Latin1.GetBytes(Typical + "%!PS\n"), size);

        PjlHeaderReader.TryRead(buffer, isWhole: false, PjlLimits.Default, out var header, out var consumed, out _).ShouldBeTrue();

        header!.Commands.Select(command => command.Name).ShouldBe(Read(Typical).Header.Commands.Select(command => command.Name));
        Encoding.Latin1.GetString(buffer.Slice(consumed).ToArray()).ShouldBe("%!PS\n");
    }

    [Fact]
    public void EachLimit_Exceeded_Throws()
    {
        Error(new PjlLimits { LineBytesMax = 20 }, "@PJL SET ABCDEFGHIJKLMNOP=1\n").ShouldBe(PjlFormatError.LineTooLong);
        Error(new PjlLimits { LineBytesMax = 20 }, "@PJL SET ABCDEFGHIJKLMNOP").ShouldBe(PjlFormatError.LineTooLong);
        Error(new PjlLimits { CommandsMax = 2 }, "@PJL\n@PJL\n@PJL\n").ShouldBe(PjlFormatError.TooManyCommands);
        Error(new PjlLimits { HeaderBytesMax = 12 }, "@PJL\n@PJL\n@PJL\n").ShouldBe(PjlFormatError.HeaderTooLong);
    }

    internal static (PjlHeader Header, string Document) Read(string job)
    {
        var buffer = new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(job));
        PjlHeaderReader.TryRead(buffer, isWhole: true, PjlLimits.Default, out var header, out var consumed, out _).ShouldBeTrue();
        return (header!, Encoding.Latin1.GetString(buffer.Slice(consumed).ToArray()));
    }

    private static PjlFormatError Error(PjlLimits limits, string job) => Should.Throw<PjlFormatException>(() =>
        PjlHeaderReader.TryRead(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(job)), isWhole: false, limits, out _, out _, out _)).Error;
}
