using Platen.Silo.Options;

namespace Platen.Architecture.Tests.Wire;

/// <summary>A cluster's options are checked as a whole, in every build.</summary>
public sealed class ClusterOptionsTests
{
    [Fact]
    public void Options_AsTheyAreByDefault_AreValid() => new ClusterOptionsValidator().Validate(null, new ClusterOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Options_WithManyErrors_NameThemAll()
    {
        var options = new ClusterOptions
        {
            Id = "No Slug", Role = ClusterRole.Site, Address = "0.0.0.0", SiloPort = 30000, CertificateFile = "/nowhere.pem", ProbeEvery = TimeSpan.FromMilliseconds(1), MissedProbesMax = 1, EvictionVotes = 0,
            RefreshEvery = TimeSpan.Zero, WaitingRequestsMax = 1, MessageBytesMax = 1, HomeSweepEvery = TimeSpan.Zero,
        };
        options.Silos.Add("silo-1");
        var failures = new ClusterOptionsValidator().Validate(null, options).Failures!.ToList();
        string[] keys = ["Id", "Site", "Address", "GatewayPort", "Silos:0", "AuthorityFile", "CertificateFile", "ProbeEvery", "MissedProbesMax", "EvictionVotes", "RefreshEvery", "WaitingRequestsMax", "MessageBytesMax", "HomeSweepEvery"];
        foreach (var key in keys)
        {
            failures.ShouldContain(failure => failure.StartsWith($"Platen:Cluster:{key} is '", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(ClusterRole.Site, "north", true)]
    [InlineData(ClusterRole.Site, "", false)]
    [InlineData(ClusterRole.Master, "north", false)]
    [InlineData(ClusterRole.Gateway, "", true)]
    [InlineData(ClusterRole.Unspecified, "", false)]
    public void Role_WithASite_MustBeThatOfASite(ClusterRole role, string site, bool valid) =>
        new ClusterOptionsValidator().Validate(null, role == ClusterRole.Gateway ? Gateway() : new ClusterOptions { Role = role, Site = site }).Succeeded.ShouldBe(valid);

    [Fact]
    public void Gateway_WithoutSilosOrCertificate_IsTold()
    {
        var failures = new ClusterOptionsValidator().Validate(null, new ClusterOptions { Role = ClusterRole.Gateway }).Failures!.ToList();

        failures.Count.ShouldBe(2);
        failures.ShouldContain(failure => failure.StartsWith("Platen:Cluster:Silos", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains("issue-node", StringComparison.Ordinal));
    }

    private static ClusterOptions Gateway()
    {
        var file = typeof(ClusterOptionsTests).Assembly.Location;
        return new ClusterOptions { Role = ClusterRole.Gateway, Silos = { "192.0.2.1:30000" }, CertificateFile = file, AuthorityFile = file };
    }
}
