using System.Collections.Immutable;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>Makes the subscriptions that a request asks for, one for each of its groups, and answers in as many groups (RFC 3995, 11.1).</summary>
internal sealed class SubscriptionCreation(SubscriptionStore store, JobEvents events, PrinterRecords printers)
{
    /// <summary>Create-Printer-Subscriptions and Create-Job-Subscriptions.</summary>
    public IppMessage Create(IppCall call, IppJobView? job)
    {
        var groups = GroupsOf(call.Request);
        if (groups.Length == 0)
        {
            return call.Refuse(IppStatus.BadRequest, "There is no group of subscription attributes.");
        }

        var made = Make(call, groups, job?.Number, isWithJob: false, out var answers);
        var status = (made, TooMany(answers)) switch
        {
            (0, true) => IppStatus.TooManySubscriptions,
            (0, false) => IppStatus.IgnoredAllSubscriptions,
            _ => made < groups.Length ? IppStatus.OkIgnoredSubscriptions : IppStatus.Ok,
        };
        var answer = call.Answer(status, made < groups.Length ? "Not all subscriptions were made; notify-status-code says why. Events are fetched (notify-pull-method ippget), nothing is pushed." : null);
        return answers.Aggregate(answer, (builder, group) => builder.Group(group)).Build();
    }

    /// <summary>Adds the subscriptions to a job that come with the request that makes it (RFC 3995, 11.1.3).</summary>
    public IppMessage Attach(IppCall call, IppMessage answer, int number)
    {
        var groups = GroupsOf(call.Request);
        if (groups.Length == 0 || !answer.IsSuccess)
        {
            return answer;
        }

        var made = Make(call, groups, number, isWithJob: true, out var answers);
        var status = made < groups.Length && answer.Status == IppStatus.Ok ? IppStatus.OkIgnoredSubscriptions : answer.Status;
        return new IppMessage(new IppHeader(answer.Version, (ushort)status, answer.RequestId), [.. answer.Groups, .. answers]);
    }

    private static ImmutableArray<IppAttributeGroup> GroupsOf(IppMessage request) => [.. request.Groups.Where(group => group.Tag == IppTag.SubscriptionAttributes)];

    private static bool TooMany(ImmutableArray<IppAttributeGroup> answers) =>
        answers.All(group => group.GetInteger(NotifyNames.StatusCode) == (int)IppStatus.TooManySubscriptions);

    private int Make(IppCall call, ImmutableArray<IppAttributeGroup> groups, int? job, bool isWithJob, out ImmutableArray<IppAttributeGroup> answers)
    {
        // what changes from now on is told, even if nobody has looked at the queue before
        printers.Find(call.Queue);
        var made = 0;
        var all = ImmutableArray.CreateBuilder<IppAttributeGroup>(groups.Length);
        for (var index = 0; index < groups.Length; index++)
        {
            var status = IppStatus.TooManySubscriptions;
            IppAttribute? fault = null;
            var request = index < SubscriptionLimits.PerRequestMax ? SubscriptionRequest.Read(groups[index], job is not null, out status, out fault) : null;
            var subscription = request is null ? null : store.TryAdd(call, request, job);
            all.Add(subscription is not null ? Describe(subscription) : Refuse(request is null ? status : IppStatus.TooManySubscriptions, fault));
            if (subscription is not null)
            {
                made++;
                events.Begin(subscription, isWithJob);
            }
        }

        answers = all.MoveToImmutable();
        return made;
    }

    private static IppAttributeGroup Describe(Subscription subscription)
    {
        var attributes = ImmutableArray.CreateBuilder<IppAttribute>();
        attributes.Add(Number(NotifyNames.SubscriptionId, IppTag.Integer, subscription.Id));
        if (subscription.Job is null)
        {
            attributes.Add(Number(NotifyNames.LeaseDuration, IppTag.Integer, subscription.LeaseSeconds));
        }

        if (!subscription.Request.Unsupported.IsEmpty)
        {
            attributes.Add(Number(NotifyNames.StatusCode, IppTag.Enum, (int)IppStatus.OkIgnoredOrSubstitutedAttributes));
            attributes.AddRange(subscription.Request.Unsupported.Where(attribute => attribute.Name != NotifyNames.LeaseDuration));
        }

        return new IppAttributeGroup(IppTag.SubscriptionAttributes, attributes.ToImmutable());
    }

    private static IppAttributeGroup Refuse(IppStatus status, IppAttribute? fault) =>
        new(IppTag.SubscriptionAttributes, [Number(NotifyNames.StatusCode, IppTag.Enum, (int)status), .. fault is null ? ImmutableArray<IppAttribute>.Empty : [fault]]);

    private static IppAttribute Number(string name, IppTag tag, int value) => new(name, [new IppIntegerValue(tag, value)]);
}
