using System.Buffers;
using System.Text;
using Platen.Protocols.Lpd;

namespace Platen.Protocols.Tests.Lpd;

public sealed class LpdControlFileTests
{
    [Fact]
    public void ControlFileOfCups_Parsed_GivesItsJob()
    {
        var file = Parse("Hlocalhost\nPalice\nJMonthly report\nldfA123localhost\nUdfA123localhost\nNMonthly report\n");

        file.Host.ShouldBe("localhost");
        file.User.ShouldBe("alice");
        file.JobName.ShouldBe("Monthly report");
        file.Banner.ShouldBeNull();
        file.Documents.ShouldBe([new LpdDocument("dfA123localhost", 'l', "Monthly report", 1)]);
    }

    [Fact]
    public void ControlFileOfLprng_Parsed_KeepsItsOwnLines()
    {
        var file = Parse("Hhost\nPbob\nJ(STDIN)\nCA\nLbob\nAbob@host+12\nD2026-11-21-02:03:04.000\nQq1\nN(STDIN)\nfdfA012host\nUdfA012host\n");

        file.Class.ShouldBe("A");
        file.Banner.ShouldBe("bob");
        file.Lines.ShouldContain(new LpdControlLine('A', "bob@host+12"));
        file.Documents.ShouldBe([new LpdDocument("dfA012host", 'f', "(STDIN)", 1)]);
    }

    [Fact]
    public void SeveralDocumentsAndCopies_Parsed_AreCounted() =>
        Parse("Hh\nPp\nfdfA001h\nfdfA001h\nUdfA001h\nNone\nodfB001h\nUdfB001h\nNtwo\n").Documents.ShouldBe(
            [new LpdDocument("dfA001h", 'f', "one", 2), new LpdDocument("dfB001h", 'o', "two", 1)]);

    [Theory]
    [InlineData("Pm\u00fcller\n", true, "müller")]
    [InlineData("Pm\u00fcller\n", false, "müller")]
    [InlineData("Pa\u001b[31mb\tc\r\n", false, "a\uFFFD[31mb\uFFFDc")]
    public void Characters_OfAnyEncoding_AreReadWithoutControls(string line, bool utf8, string user) =>
        LpdControlFile.Parse((utf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(line), LpdLimits.Default).User.ShouldBe(user);

    [Theory]
    [InlineData("fdfA001h/../x\n", LpdFormatError.BadFileName)]
    [InlineData("f\n", LpdFormatError.BadFileName)]
    [InlineData("f../x\n", LpdFormatError.BadFileName)]
    public void HostileDataFileName_Parsed_IsRefused(string lines, LpdFormatError error) =>
        Should.Throw<LpdFormatException>(() => Parse(lines)).Error.ShouldBe(error);

    [Fact]
    public void EachLimit_Exceeded_Throws()
    {
        Should.Throw<LpdFormatException>(() => LpdControlFile.Parse("Ha\nHb\nHc\n"u8, new LpdLimits { ControlLinesMax = 2 })).Error.ShouldBe(LpdFormatError.TooManyItems);
        Should.Throw<LpdFormatException>(() => LpdControlFile.Parse("Ha\nHb\nHc\n"u8, new LpdLimits { ControlFileBytesMax = 8 })).Error.ShouldBe(LpdFormatError.FileTooLong);
    }

    [Fact]
    public void ControlFile_Written_IsTheRfcsLines()
    {
        var file = new LpdControlFile
        {
            Host = "ws1",
            User = "alice",
            JobName = "Report",
            Documents = [new LpdDocument("dfA007ws1", 'l', "report.pdf", 2)],
        };

        Write(file).ShouldBe("Hws1\nPalice\nJReport\nldfA007ws1\nldfA007ws1\nUdfA007ws1\nNreport.pdf\n");
        Parse(Write(file)).Documents.ShouldBe(file.Documents);
    }

    [Fact]
    public void HostileText_Written_AddsNoLine()
    {
        // Mutant: writing the operand as it is lets a job name add a line of its own.
        var file = new LpdControlFile { Host = "h", User = "u", JobName = "x\nProot\r\0", Documents = [] };

        Write(file).ShouldBe("Hh\nPu\nJx Proot  \n");
        Should.Throw<ArgumentException>(() => Write(file with { Documents = [new LpdDocument("a\nb", 'f', null, 1)] }));
        Should.Throw<ArgumentException>(() => Write(file with { Documents = [new LpdDocument("dfA001h", '\n', null, 1)] }));
    }

    [Fact]
    public void LongText_Written_IsCutToTheRfcsLengthsBetweenCharacters() =>
        Write(new LpdControlFile { Host = "h", User = "u", JobName = new string('ü', 80) }).ShouldBe($"Hh\nPu\nJ{new string('ü', 49)}\n");

    [Fact]
    public void RandomControlFiles_WrittenAndParsed_AreTheSame()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var documents = Enumerable.Range(0, random.Next(1, 5))
                .Select(i => new LpdDocument($"df{(char)('A' + i)}{random.Next(1000):000}host", "fl"[random.Next(2)], random.Next(2) == 0 ? null : $"n{random.Next()}", random.Next(1, 4)));
            var file = new LpdControlFile { Host = "h", User = $"u{random.Next()}", JobName = random.Next(2) == 0 ? null : "j", Documents = [.. documents] };

            var read = Parse(Write(file));

            read.Documents.ShouldBe(file.Documents, $"seed {seed}");
            (read.User, read.JobName).ShouldBe((file.User, file.JobName));
        }
    }

    [Theory]
    [InlineData("cfA001ws1", LpdFileKind.Control, 'A', 1, "ws1")]
    [InlineData("dfB123host.example", LpdFileKind.Data, 'B', 123, "host.example")]
    [InlineData("dfA123456h", LpdFileKind.Data, 'A', 123456, "h")]
    [InlineData("dfA001192168001", LpdFileKind.Data, 'A', 1, "192168001")]
    [InlineData("dfA000", LpdFileKind.Data, 'A', 0, "")]
    public void FileName_OfTheRfcsForm_GivesItsParts(string text, LpdFileKind kind, char letter, int number, string host)
    {
        LpdFileName.TryParse(text, out var name).ShouldBeTrue();

        name.ShouldBe(new LpdFileName(kind, letter, number, host));
        name!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xfA001h")]
    [InlineData("dfA01h")]
    [InlineData("df1001h")]
    [InlineData("document")]
    public void FileName_OfAnotherForm_IsNotParsed(string text) => LpdFileName.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ClientLines_Written_AreTheRfcsOctets()
    {
        var output = new ArrayBufferWriter<byte>();
        LpdClientLines.WriteReceiveJob("mono", output);
        LpdClientLines.WriteFile(new LpdFile(LpdFileKind.Control, "cfA001h", 44), output);
        LpdClientLines.WriteFile(new LpdFile(LpdFileKind.Data, "dfA001h", 1_000_000), output);

        Encoding.ASCII.GetString(output.WrittenSpan).ShouldBe("\x02mono\n\x02" + "44 cfA001h\n\x03" + "1000000 dfA001h\n");
        Should.Throw<ArgumentException>(() => LpdClientLines.WriteReceiveJob("a\nb", output));
    }

    private static LpdControlFile Parse(string text) => LpdControlFile.Parse(Encoding.UTF8.GetBytes(text), LpdLimits.Default);

    private static string Write(LpdControlFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
