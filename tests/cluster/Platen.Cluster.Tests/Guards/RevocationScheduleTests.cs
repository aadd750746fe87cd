using Platen.Cluster.Tests.Support;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// Random revocations over two activations of every grain (I5): users are deactivated and let in again, passwords and cards change, agents are revoked and enrolled anew, through either side; activations are dropped and silos lost in
/// between. From the answer to a revocation on, neither side lets in what was revoked: no login, no session, no fact, no command, no connection, and the replica says so at the next look. The seed is in the test's name, the steps in
/// its output. Mutant tried: facts rest on the agent in memory. Seen before they were mended: a user grain answers from memory; a session is believed for its row alone; facts, the way down or connections rest on the agent in memory; a deactivation leaves sessions, and their user comes back.
/// </summary>
public sealed class RevocationScheduleTests(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private const int Steps = 80;
    private const int Users = 3;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [ClassData(typeof(Seeds))]
    public async Task Schedule_OfRevocationsOnTwoSides_LetsNothingRevokedIn(int seed)
    {
        var random = new Random(seed);
        var split = await SplitBrain.StartAsync(ground);
        var people = new List<Person>();
        for (var i = 0; i < Users; i++)
        {
            people.Add(await Person.CreateAsync(split, i));
        }

        var agent = new RevocableAgent(split);
        await agent.EnrolAsync(0);
        for (var step = 0; step < Steps; step++)
        {
            var (side, what) = (random.Next(2), random.Next(14));
            output.WriteLine($"{step}: {what} at side {side}");
            await StepAsync(split, people[random.Next(Users)], agent, side, what);
        }

        (await split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }

    private static Task StepAsync(SplitBrain split, Person person, RevocableAgent agent, int side, int what) => what switch
    {
        0 => person.DeactivateAsync(side),
        1 => person.ReactivateAsync(side),
        2 => person.LogInAsync(side),
        3 => person.LogInWhileDeactivatedAsync(side),
        4 => person.ChangePasswordAsync(side),
        5 or 6 => person.SessionsAreAsTheyShouldAsync(side),
        7 => person.ChangeCardsAsync(side),
        8 => agent.RevokeAsync(side),
        9 => agent.EnrolAsync(side),
        10 => agent.ReportAsync(side),
        11 => agent.ConnectAsync(side),
        12 => agent.ReplicaKnowsAsync(side, person.User, person.Active, person.Cards),
        _ => split.TroubleAsync(side),
    };
}
