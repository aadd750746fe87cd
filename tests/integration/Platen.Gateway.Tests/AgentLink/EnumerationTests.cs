using Domain = Platen.Domain;
using Proto = Platen.Contracts.AgentLink.V1;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>The mappings cast numbers: the enumerations of domain and wire must be the same ones.</summary>
public sealed class EnumerationTests
{
    public static TheoryData<Type, Type> Pairs => new()
    {
        { typeof(Domain.Jobs.PageEvidence), typeof(Proto.Evidence) },
        { typeof(Domain.Jobs.ColourMode), typeof(Proto.ColourMode) },
        { typeof(Domain.Jobs.Sides), typeof(Proto.Sides) },
        { typeof(Domain.Jobs.IntakeProtocol), typeof(Proto.IntakeProtocol) },
        { typeof(Domain.Jobs.ReleaseOutcome), typeof(Proto.ReleaseOutcome) },
        { typeof(Domain.Jobs.DeletionCause), typeof(Proto.DeletionCause) },
        { typeof(Domain.Users.LoginMethod), typeof(Proto.LoginMethod) },
        { typeof(Domain.Users.LoginResult), typeof(Proto.LoginResult) },
        { typeof(Domain.Queues.QueueKind), typeof(Proto.ReplicaQueue.Types.Kind) },
        { typeof(Domain.Queues.UnknownOwnerPolicy), typeof(Proto.ReplicaQueue.Types.UnknownOwner) },
        { typeof(Domain.Queues.OwnerEvidence), typeof(Proto.OwnerEvidence) },
        { typeof(Domain.Queues.UnsafeContentPolicy), typeof(Proto.UnsafeContentPolicy) },
        { typeof(Domain.Jobs.JobReach), typeof(Proto.JobReach) },
        { typeof(Domain.Jobs.CountSource), typeof(Proto.CountSource) },
        { typeof(Domain.Devices.DeliveryProtocol), typeof(Proto.DeliveryProtocol) },
        { typeof(Domain.Devices.Log.DeviceLogSeverity), typeof(Proto.DeviceLogSeverity) },
        { typeof(Domain.Devices.Log.ReadingCause), typeof(Proto.ReadingCause) },
        { typeof(Domain.Devices.Log.ReadingSchedule), typeof(Proto.ReadingSchedule) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Enumerations_OfDomainAndWire_HaveTheSameNamesAndNumbers(Type domain, Type wire)
    {
        // mutant: two members of one side exchanged
        Values(wire).ShouldBe(Values(domain));
    }

    private static IEnumerable<string> Values(Type type) => Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt32(value)} {value}").Order(StringComparer.Ordinal);
}
