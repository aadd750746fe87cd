using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;

namespace Platen.Desktop.Tests.Deployment;

/// <summary>AU18, PR24: the deployment file: what it must be like, who may write it, and that a user's own can only tighten it.</summary>
public sealed class DeploymentFilesTests : IDisposable
{
    private const string Good = """{"server": "https://print.example.com:8090", "idleMinutes": 20}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-deployment-").FullName;

    private string Theirs => Path.Combine(_folder, "etc", "desktop.json");

    private string Own => Path.Combine(_folder, "own.json");

    public DeploymentFilesTests() => Directory.CreateDirectory(Path.Combine(_folder, "etc"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void File_OfTheAdministrator_IsRead()
    {
        Write(Theirs, """{"server": "https://print.example.com:8090", "clientId": "desk", "caFile": "/etc/platen/ca.pem", "idleMinutes": 15, "proxy": "http://proxy.example.com:3128", "printer": "ipps://branch.example.com:8631/ipp/print/follow-me", "printerCaFile": "/etc/platen/agent.pem"}""");
        var read = Read();
        read.ShouldBe(new DesktopDeployment
        {
            Server = new Uri("https://print.example.com:8090/"), ClientId = "desk", CaFile = "/etc/platen/ca.pem", Idle = TimeSpan.FromMinutes(15), Proxy = new ProxyChoice(false, new Uri("http://proxy.example.com:3128")),
            Printer = new Uri("ipps://branch.example.com:8631/ipp/print/follow-me"), PrinterCaFile = "/etc/platen/agent.pem",
        });
    }

    [Fact]
    public void File_ThatLeavesThingsOut_HasTheUsualOnes()
    {
        Write(Own, """{"server": "https://print.example.com"}""");
        var read = Read();
        (read.Idle, read.ClientId, read.Proxy, read.CaFile, read.Printer).ShouldBe((TimeSpan.FromMinutes(30), "platen-desktop", ProxyChoice.System, null, null));
    }

    [Theory]
    [InlineData("""{"idleMinutes": 5}""", 5)]
    [InlineData("""{"idleMinutes": 600}""", 20)]
    [InlineData("{}", 20)]
    public void File_OfTheUser_TightensAndNeverLoosens(string own, int minutes)
    {
        // mutants: the user's idle time replaces the administrator's; the longer of both counts
        Write(Theirs, Good);
        Write(Own, own);
        Read().Idle.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("""{"server": "https://evil.example.net"}""", "server")]
    [InlineData("""{"clientId": "other"}""", "clientId")]
    [InlineData("""{"caFile": "/home/me/ca.pem"}""", "caFile")]
    [InlineData("""{"proxy": "none"}""", "proxy")]
    [InlineData("""{"printer": "ipps://a/ipp/print/q"}""", "printer")]
    [InlineData("""{"printerCaFile": "/home/me/ca.pem"}""", "printerCaFile")]
    public void File_OfTheUser_CannotLeadElsewhere(string own, string named)
    {
        Write(Theirs, Good);
        Write(Own, own);
        Refused().ShouldContain($"'{named}' stands in the user's own file");
    }

    [Fact]
    public void Option_CannotLeadElsewhereEither_AndStandsInWhereNoFileSays()
    {
        Write(Theirs, Good);
        Refused("https://evil.example.net").ShouldContain("--server cannot lead elsewhere");
        Read("https://print.example.com:8090/").Server.Host.ShouldBe("print.example.com");
        File.Delete(Theirs);
        Read("https://other.example.com").Server.Host.ShouldBe("other.example.com");
        Refused().ShouldContain("'server' is missing");
    }

    [Theory]
    [InlineData("""{"server": "http://print.example.com"}""", "'server' must be https")]
    [InlineData("""{"server": "https://user@print.example.com"}""", "'server' must be https")]
    [InlineData("""{"server": "https://print.example.com/path"}""", "'server' must be https")]
    [InlineData("""{"server": "https://p", "idleMinutes": 0}""", "'idleMinutes' must be")]
    [InlineData("""{"server": "https://p", "idleMinutes": 1e300}""", "'idleMinutes' must be")]
    [InlineData("""{"server": "https://p", "proxy": "http://user:secret@proxy:1"}""", "'proxy' must be")]
    [InlineData("""{"server": "https://p", "proxy": "file:///etc/passwd"}""", "'proxy' must be")]
    [InlineData("""{"server": "https://p", "caFile": "ca.pem"}""", "'caFile' must be the whole path")]
    [InlineData("""{"server": "https://p", "printer": "ipp://p/ipp/print/q"}""", "'printer' must be such as ipps")]
    [InlineData("""{"server": "https://p", "clientId": "A B"}""", "'clientId' must be")]
    [InlineData("""{"server": "https://p", "idleMinute": 5}""", "not as it must be")]
    [InlineData("""{"server": ["https://p"]}""", "not as it must be")]
    [InlineData("null", "says null")]
    [InlineData("", "not as it must be")]
    [InlineData("""{"server": {"a": {"b": {"c": {"d": 1}}}}}""", "not as it must be")]
    public void File_ThatIsWrong_IsToldWithItsMember(string text, string told)
    {
        // a slip in a limit's name must not be no limit
        Write(Theirs, text);
        Refused().ShouldContain(told);
    }

    [Fact]
    public void File_WithManyFaults_TellsAllOfThem()
    {
        Write(Theirs, """{"server": "ftp://p", "idleMinutes": -1, "proxy": "x", "caFile": "y", "printer": "z"}""");
        var told = Refused();
        foreach (var member in new[] { "server", "idleMinutes", "proxy", "caFile", "printer" })
        {
            told.ShouldContain($"'{member}'");
        }
    }

    [Fact]
    public void File_ThatIsTooLong_IsNotRead()
    {
        Write(Theirs, Good + new string(' ', DeploymentFiles.BytesMax));
        Refused().ShouldContain("at most are read");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite, UnixFileMode.None)]
    [InlineData(UnixFileMode.OtherWrite, UnixFileMode.None)]
    [InlineData(UnixFileMode.None, UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.None, UnixFileMode.OtherWrite)]
    public void File_ThatOthersCanChange_IsNotBelieved(UnixFileMode file, UnixFileMode folder)
    {
        // mutants: the mode is not looked at; the folder's is not: who writes there replaces the file
        Write(Theirs, Good);
        File.SetUnixFileMode(Theirs, File.GetUnixFileMode(Theirs) | file);
        File.SetUnixFileMode(Path.GetDirectoryName(Theirs)!, File.GetUnixFileMode(Path.GetDirectoryName(Theirs)!) | folder);
        Refused().ShouldContain("can be changed by others");
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private DesktopDeployment Read(string? server = null) => new DeploymentFiles(new DesktopPaths(Theirs, Own, _folder)).Read(server);

    private string Refused(string? server = null)
    {
        var told = Should.Throw<DesktopException>(() => Read(server));
        told.Code.ShouldBe(ExitCode.Deployment);
        return told.Message;
    }
}
