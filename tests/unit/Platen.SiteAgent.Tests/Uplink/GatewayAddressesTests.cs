using Microsoft.Extensions.Logging.Abstractions;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Tests.Uplink;

public sealed class GatewayAddressesTests : IDisposable
{
    private static readonly Uri Enrolled = new("https://platen.example:8091");
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-gateways-").FullName;

    [Fact]
    public void Current_NothingLearned_IsTheEnrolledOne()
    {
        var gateways = Open();
        gateways.Next();
        gateways.Current(Enrolled).ShouldBe(Enrolled);
    }

    // Mutant: Next does nothing; an agent dials a dead gateway for ever.
    [Fact]
    public void Next_CalledAgainAndAgain_ComesToEachAndToTheEnrolledOne()
    {
        var gateways = Open();
        gateways.Learn(["https://a:8091", "https://b:8091", "https://c:8091/"]);

        Turn(gateways, 4).Order().ShouldBe(["a", "b", "c", "platen.example"]);
        Turn(gateways, 4)[3].ShouldBe("platen.example");
    }

    [Fact]
    public void Learn_OfThoseThatIncludeTheEnrolledOne_DialsItOnce()
    {
        var gateways = Open();
        gateways.Learn(["https://a:8091", "https://platen.example:8091/"]);

        Turn(gateways, 4).Count(host => host == "platen.example").ShouldBe(2);
    }

    // Mutant: begin anew when learning; half of the agents dial the dead gateway once more.
    [Fact]
    public void Next_AfterTheFirstLink_IsAnotherOneThanTheDialled()
    {
        var gateways = Open();
        gateways.Current(Enrolled);
        gateways.Learn(["https://a:8091", "https://platen.example:8091", "https://b:8091"]);

        gateways.Next();

        gateways.Current(Enrolled).ShouldNotBe(Enrolled);
    }

    [Fact]
    public void Learned_AfterARestart_IsKept()
    {
        Open().Learn(["https://a:8091"]);

        Open().Current(Enrolled).Host.ShouldBe("a");
    }

    // Mutant: an empty list replaces what is known; one old gateway makes the agent forget all others.
    [Fact]
    public void Learn_OfNothingUsable_ChangesNothing()
    {
        var gateways = Open();
        gateways.Learn(["https://a:8091"]);

        gateways.Learn([]);
        gateways.Learn(["http://plain:80", "nonsense", "https://b:1/with/path", "https://" + new string('x', 400)]);

        gateways.Current(Enrolled).Host.ShouldBe("a");
    }

    [Fact]
    public void Learn_OfTooMany_KeepsTheFirst()
    {
        var gateways = Open();
        gateways.Learn(Enumerable.Range(0, 100).Select(i => $"https://g{i}:8091"));

        Turn(gateways, 100).Distinct().Count().ShouldBe(GatewayAddresses.AddressesMax + 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GatewayAddresses Open() => new(new AgentFolders(_folder), NullLogger<GatewayAddresses>.Instance);

    private static List<string> Turn(GatewayAddresses gateways, int times) => [.. Enumerable.Range(0, times).Select(_ =>
    {
        var host = gateways.Current(Enrolled).Host;
        gateways.Next();
        return host;
    })];
}
