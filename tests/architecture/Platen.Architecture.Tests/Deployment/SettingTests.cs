using System.Text.RegularExpressions;
using Platen.Silo.Options;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>What units, images and the manifest set is an option of the program, of its type, and passes its checks: a setting that was renamed would be passed over in silence where it matters most.</summary>
public sealed partial class SettingTests
{
    [Theory]
    [InlineData("ops/deploy/systemd/silo.env.example", ClusterRole.Master)]
    [InlineData("ops/deploy/systemd/gateway.env.example", ClusterRole.Gateway)]
    public void EnvironmentFile_OfAServer_PassesItsChecks(string path, ClusterRole role) => ShouldPass(Settings.OfEnvironmentFile(path), role);

    [Theory]
    [InlineData("ops/deploy/systemd/agent.env.example")]
    [InlineData("ops/deploy/containers/agent.Containerfile")]
    public void Settings_OfAnAgent_AreItsOptions(string path)
    {
        var settings = path.EndsWith(".example", StringComparison.Ordinal) ? Settings.OfEnvironmentFile(path) : Settings.OfContainerfile(path);
        settings.ShouldNotBeEmpty();
        var options = Property().Matches(Repository.Read("site-agent/Platen.SiteAgent/Options/AgentOptions.cs")).Select(static match => "Agent__" + match.Groups[1].Value);
        settings.Keys.Except(options).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_OfTheServersImage_AreOptions()
    {
        var (silo, _) = Settings.BindServer(Settings.OfContainerfile("ops/deploy/containers/server.Containerfile"));
        silo.DataDirectory.ShouldBe("/var/lib/platen");
    }

    [Theory]
    [InlineData("platen-silo", ClusterRole.Master)]
    [InlineData("platen-gateway", ClusterRole.Gateway)]
    public void Settings_OfThePods_PassTheirChecks(string workload, ClusterRole role)
    {
        var settings = Settings.OfContainerfile("ops/deploy/containers/server.Containerfile");
        foreach (var (name, value) in Manifest.Read().Environment(workload))
        {
            settings[name] = value;
        }

        ShouldPass(settings, role);
    }

    private static void ShouldPass(IReadOnlyDictionary<string, string> settings, ClusterRole role)
    {
        var (silo, cluster) = Settings.BindServer(settings);
        cluster.Role.ShouldBe(role);
        // files and folders of the machine that it is for
        Errors(new SiloOptionsValidator(role).Validate(null, silo).Failures, nameof(SiloOptions.KeysDirectory)).ShouldBeEmpty();
        Errors(new ClusterOptionsValidator().Validate(null, cluster).Failures, nameof(ClusterOptions.CertificateFile), nameof(ClusterOptions.AuthorityFile)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Errors(IEnumerable<string>? failures, params string[] files) => (failures ?? []).Where(failure => !files.Any(file => failure.Contains($":{file} is '/", StringComparison.Ordinal)));

    [GeneratedRegex(@"public \S+ (\w+) \{ get;", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Property();
}
