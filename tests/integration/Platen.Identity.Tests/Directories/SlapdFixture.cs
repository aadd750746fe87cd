using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>One OpenLDAP server for a class: alice, bob, and somebody whose login name is a pattern.</summary>
public sealed class SlapdFixture : IAsyncLifetime
{
    public Slapd Slapd { get; private set; } = null!;

    public async Task InitializeAsync() => Slapd = await Slapd.StartAsync(
        Slapd.Person("alice", "Alice", "alicepw") + Slapd.Person("bob", "Bob (Ops) *\\2A", "bobpw") + Slapd.Person("star*", "Star", "starpw")
        + Slapd.Group("staff", "alice", "bob", "@inner") + Slapd.Group("inner", "star*"));

    public Task DisposeAsync() => Slapd.DisposeAsync().AsTask();
}
