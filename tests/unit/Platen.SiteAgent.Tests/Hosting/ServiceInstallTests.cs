using System.Diagnostics;
using Platen.SiteAgent.Hosting;

namespace Platen.SiteAgent.Tests.Hosting;

/// <summary>The one command that installs the agent as a service, into the file system of an image: systemd's own programs judge it.</summary>
public sealed class ServiceInstallTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("platen-install-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Install_IntoAnImage_EnablesTheUnitForTheInstalledProgram()
    {
        var install = new ServiceInstall(_root, "/srv/print/Platen.SiteAgent");

        install.Write();
        await install.StartAsync(CancellationToken.None);

        var unit = await File.ReadAllTextAsync(Path.Combine(_root, "etc/systemd/system/platen-agent.service"));
        unit.ShouldContain("ExecStart=/srv/print/Platen.SiteAgent run");
        File.ResolveLinkTarget(Path.Combine(_root, "etc/systemd/system/multi-user.target.wants/platen-agent.service"), returnFinalTarget: false).ShouldNotBeNull("systemctl has enabled it");
        File.GetUnixFileMode(Path.Combine(_root, "etc/platen/agent.env")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.Exists(install.Data).ShouldBeTrue();
    }

    /// <summary>Mutants: a key that systemd does not know, or one in the wrong section, is passed over in silence; the confinement is left out.</summary>
    [Theory]
    [InlineData("verify", "--man=no")]
    [InlineData("security", "--offline=yes", "--threshold=20")]
    public async Task Unit_AsItIsInstalled_IsFoundRightBySystemd(params string[] command)
    {
        new ServiceInstall(_root, "/bin/true").Write();
        var start = new ProcessStartInfo("systemd-analyze", [.. command, Path.Combine(_root, "etc/systemd/system/platen-agent.service")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (words, said) = (process.StandardError.ReadToEndAsync(), await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0, await words + said);
        (await words).ShouldBeEmpty();
    }

    /// <summary>Mutant: an update puts the shipped settings over the administrator's.</summary>
    [Fact]
    public void Install_Again_LeavesTheSettingsAlone()
    {
        var settings = Path.Combine(_root, "etc/platen/agent.env");
        new ServiceInstall(_root, "/srv/print/Platen.SiteAgent").Write();
        File.WriteAllText(settings, "Agent__LpdPort=1515\n");

        new ServiceInstall(_root, "/opt/new/Platen.SiteAgent").Write();

        File.ReadAllText(settings).ShouldBe("Agent__LpdPort=1515\n");
        File.ReadAllText(Path.Combine(_root, "etc/systemd/system/platen-agent.service")).ShouldContain("ExecStart=/opt/new/Platen.SiteAgent run");
    }
}
