using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queues;

namespace Platen.Gateway.Api.Queues;

internal static class QueueEndpoints
{
    private static readonly PutQueue Defaults = new() { Name = "", Kind = QueueKind.Pull };

    public static void Map(RouteGroupBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Queues");
        queues.MapGet("", ListAsync).Describe<PageOf<QueueJson>>("listQueues", "The queues.");
        queues.MapGet("/{queue}", GetAsync).Describe<QueueJson>("getQueue", "One queue.");
        queues.MapPut("/{queue}", PutAsync).Describe<QueueJson>("putQueue", "Adds a queue, or replaces its settings.");
    }

    private static async Task<IResult> ListAsync(string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListQueuesAsync(search ?? "", Right.ReadQueues, request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<QueueJson>.From(page, QueueJson.Of));
    }

    private static async Task<IResult> GetAsync(QueueId queue, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Queue(caller.Tenant, queue).GetAsync(cancellationToken) is { } row ? TypedResults.Ok(QueueJson.Of(row)) : ProblemAnswers.NotFound($"queue '{queue}'");

    private static async Task<IResult> PutAsync(QueueId queue, PutQueueRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutQueue
        {
            Name = input.Text(request.Name, "name"),
            Kind = input.Word<QueueKind>(request.Kind, "kind"),
            UnknownOwner = input.Word(request.UnknownOwner, "unknownOwner", fallback: (UnknownOwnerPolicy?)UnknownOwnerPolicy.Hold),
            Device = input.OptionalId<DeviceId>(request.Device, "device", DeviceId.TryParse),
            RawPort = request.RawPort ?? 0,
            KeepHeld = request.KeepHeldMinutes is { } held ? TimeSpan.FromMinutes(held) : Defaults.KeepHeld,
            KeepReleased = request.KeepReleasedMinutes is { } released ? TimeSpan.FromMinutes(released) : Defaults.KeepReleased,
            Prices = PricesJson.ToPrices(request.Prices, input),
            Intake = IntakeJson.ToPolicy(request.Intake, input),
            Copies = new CopyPolicy
            {
                Place = input.Word(request.Copies, "copies", fallback: (CopyPlace?)CopyPlace.None),
                Site = input.OptionalId<SiteId>(request.CopySite, "copySite", SiteId.TryParse),
            },
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Queue(caller.Tenant, queue).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(queue, caller, cancellationToken) : ProblemAnswers.Of(result);
    }
}
