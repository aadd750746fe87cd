using Platen.Desktop.CommandLine;
using Platen.Desktop.Printing;
using Platen.Protocols.Ipp;

namespace Platen.Desktop.Tests.Printing;

/// <summary>What <c>-o</c> takes; a slip is told, and not printed.</summary>
public sealed class PrintOptionsTests
{
    [Fact]
    public void Options_AreAttributesOfTheJobTemplate()
    {
        var read = PrintOptions.Read(["copies=2", "sides=two-sided-long-edge", "print-color-mode=monochrome", "media=iso_a4_210x297mm", "page-ranges=2-5"]);
        read.Attributes.Select(attribute => attribute.Name).ShouldBe(["copies", "sides", "print-color-mode", "media", "page-ranges"]);
        read.Attributes[0].AsInteger().ShouldBe(2);
        read.Attributes[4].Value.ShouldBe(new IppRangeValue(2, 5));
    }

    [Theory]
    [InlineData("copies=0")]
    [InlineData("copies=1000")]
    [InlineData("copies=-1")]
    [InlineData("copies=2x")]
    [InlineData("copies")]
    [InlineData("copy=2")]
    [InlineData("sides=both")]
    [InlineData("media=A 4")]
    [InlineData("media=")]
    [InlineData("page-ranges=5-2")]
    [InlineData("page-ranges=0-2")]
    [InlineData("page-ranges=3")]
    [InlineData("job-password=1")]
    public void Option_ThatIsWrong_IsTold(string option) => Should.Throw<DesktopException>(() => PrintOptions.Read([option])).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Option_GivenTwice_IsTold() => Should.Throw<DesktopException>(() => PrintOptions.Read(["copies=1", "copies=2"])).Message.ShouldContain("twice");
}
