using System.Buffers;
using System.Text;
using Platen.Protocols.Pjl;

namespace Platen.Protocols.Tests.Pjl;

public sealed class PjlJobWrapperTests
{
    private const string Uel = "\e%-12345X";

    [Fact]
    public void Wrapper_Written_IsTheOctetsOfTheReference()
    {
        var wrapper = new PjlJobWrapper { Name = "platen-42", Display = "alice: report" };

        Start(wrapper).ShouldBe(
            Uel + "@PJL JOB NAME=\"platen-42\" DISPLAY=\"alice: report\"\r\n@PJL USTATUS JOB=ON\r\n@PJL USTATUS PAGE=ON\r\n@PJL USTATUS DEVICE=ON\r\n@PJL USTATUS TIMED=15\r\n" + Uel);
        Written(wrapper.WriteEnd).ShouldBe(Uel + "@PJL EOJ NAME=\"platen-42\"\r\n" + Uel);
        Written(PjlJobWrapper.WriteStatusQuery).ShouldBe(Uel + "@PJL INFO STATUS\r\n" + Uel);
    }

    [Fact]
    public void Wrapper_WithLanguage_EntersIt() =>
        Start(new PjlJobWrapper { Name = "a", Language = "pcl", StatusInterval = null }).ShouldEndWith("@PJL USTATUS DEVICE=ON\r\n@PJL ENTER LANGUAGE=PCL\r\n");

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\r\n@PJL SET PASSWORD=0")]
    [InlineData("a\e%-12345X@PJL RESET")]
    [InlineData("\u0085\u009b\u2028ü")]
    [InlineData("\0\t\x7f")]
    public void HostileName_Written_StaysInsideItsString(string name)
    {
        // Mutant: writing the name as it is lets a job title reset the device.
        var start = Start(new PjlJobWrapper { Name = name, Display = name });

        var (header, document) = PjlHeaderTests.Read(start);
        header.Commands.Length.ShouldBe(5);
        header.JobName.ShouldBe(PjlText.Clean(name));
        header.Commands.ShouldNotContain(command => command.Name == "RESET" || command.Name == "SET");
        document.ShouldBeEmpty();
        start.ShouldAllBe(c => c == '\e' || c == '\r' || c == '\n' || (c >= ' ' && c <= '~'));
        start.Split('\e').Length.ShouldBe(3);
    }

    [Fact]
    public void InvalidWrappers_Written_NameTheFault()
    {
        Should.Throw<ArgumentException>(() => Start(new PjlJobWrapper { Name = " " })).Message.ShouldContain("name");
        Should.Throw<ArgumentException>(() => Start(new PjlJobWrapper { Name = "a", Language = "PCL\r\n@PJL" })).Message.ShouldContain("language");
        Should.Throw<ArgumentException>(() => Start(new PjlJobWrapper { Name = "a", StatusInterval = TimeSpan.FromSeconds(4) })).Message.ShouldContain("interval");
        PjlText.Clean(new string('x', 100)).Length.ShouldBe(80);
    }

    [Fact]
    public void RandomText_Cleaned_NeverLeavesItsString()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var name = "x" + new string([.. Enumerable.Range(0, random.Next(1, 100)).Select(_ => (char)random.Next(0, random.Next(2) == 0 ? 128 : 65536))]);

            PjlHeaderTests.Read(Start(new PjlJobWrapper { Name = name })).Header.JobName.ShouldBe(PjlText.Clean(name), $"seed {seed}");
        }
    }

    private static string Start(PjlJobWrapper wrapper) => Written(wrapper.WriteStart);

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
