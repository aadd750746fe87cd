using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Sites;

/// <summary>
/// Who has a port at an agent: spooling ports of devices (PR13 to PR17), RAW ports of queues, which are open at every site, and the services that agents said they have. Asked before a queue or device is saved. Two that are saved at
/// the same moment, what an agent has not said, and other programs on its machine are not seen here; the agent tells of them (alarm <c>listening</c>).
/// </summary>
internal sealed class PortUse(IGrainFactory grains, TenantId tenant)
{
    private const int RowsAtATime = 100;

    /// <summary>The most pages of rows that are looked through.</summary>
    private const int PagesMax = 100;

    /// <summary>Why a device cannot have these spooling ports; null: nothing is known against it.</summary>
    public async Task<string?> WhyNotAsync(SiteId site, DeviceId device, DeviceSpooling wanted, CancellationToken cancellationToken)
    {
        var fix = $"give another first port, such as {wanted.FirstPort + DeviceSpooling.PortStep}, or the device an address of its own.";
        bool IsWanted(int port) => port >= wanted.FirstPort && port < wanted.FirstPort + DeviceSpooling.Ports;
        var devices = DevicesAsync(site, cancellationToken);
        if (await FirstAsync(devices, other => other.Id != device && other.Spooling.Address == wanted.Address && other.Spooling.FirstPort == wanted.FirstPort) is { } clash)
        {
            return $"The spooling ports from {wanted.FirstPort} on are those of device '{clash.Id}' already: {fix}";
        }

        if (wanted.Address.Length > 0)
        {
            return null; // queues and services have the agent's own address
        }

        if (await FirstAsync(QueuesAsync(cancellationToken), queue => IsWanted(queue.RawPort)) is { } taken)
        {
            return $"Of the spooling ports from {wanted.FirstPort} on, {taken.RawPort} is the RAW port of queue '{taken.Id}' already: {fix}";
        }

        return await ServiceAsync(site, IsWanted, cancellationToken) is { } service ? $"Of the spooling ports from {wanted.FirstPort} on, {service}: {fix}" : null;
    }

    /// <summary>Why a queue cannot have this RAW port; null: nothing is known against it.</summary>
    public async Task<string?> WhyNotAsync(QueueId queue, int rawPort, CancellationToken cancellationToken)
    {
        const string Fix = "give the queue another RAW port, or 0 for none.";
        if (await FirstAsync(QueuesAsync(cancellationToken), other => other.Id != queue && other.RawPort == rawPort) is { } taken)
        {
            return $"The RAW port {rawPort} is that of queue '{taken.Id}' already: {Fix}";
        }

        bool HasIt(Device device) => device.Spooling.Address.Length == 0 && rawPort >= device.Spooling.FirstPort && rawPort < device.Spooling.FirstPort + DeviceSpooling.Ports;
        if (await FirstAsync(DevicesAsync(site: null, cancellationToken), HasIt) is { } clash)
        {
            return $"The RAW port {rawPort} is a spooling port of device '{clash.Id}' at site '{clash.Site}' already: {Fix}";
        }

        await foreach (var site in PagesAsync(page => grains.Query(tenant).ListSitesAsync(page, cancellationToken)))
        {
            if (await ServiceAsync(site.Id, port => port == rawPort, cancellationToken) is { } service)
            {
                return $"The RAW port {service} at site '{site.Id}': {Fix}";
            }
        }

        return null;
    }

    private IAsyncEnumerable<Queue> QueuesAsync(CancellationToken cancellationToken) => PagesAsync(page => grains.Query(tenant).ListQueuesAsync("", page, cancellationToken));

    // those that have spooling ports open
    private async IAsyncEnumerable<Device> DevicesAsync(SiteId? site, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var device in PagesAsync(page => grains.Query(tenant).ListDevicesAsync(site, "", page, cancellationToken)))
        {
            if (device is { Enabled: true, Spooling.Enabled: true })
            {
                yield return device;
            }
        }
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<PageRequest, Task<ResultPage<T>>> readAsync)
    {
        var page = new PageRequest(Limit: RowsAtATime);
        for (var pages = 0; pages < PagesMax; pages++)
        {
            var rows = await readAsync(page);
            foreach (var row in rows.Items)
            {
                yield return row;
            }

            if (rows.Next.Length == 0)
            {
                yield break;
            }

            page = page with { After = rows.Next };
        }
    }

    private static async Task<T?> FirstAsync<T>(IAsyncEnumerable<T> rows, Func<T, bool> isIt)
        where T : class
    {
        await foreach (var row in rows)
        {
            if (isIt(row))
            {
                return row;
            }
        }

        return null;
    }

    // "1631 is the agent's own (ipp)", of the site's agents that have said where their services are
    private async Task<string?> ServiceAsync(SiteId site, Func<int, bool> isWanted, CancellationToken cancellationToken)
    {
        var view = await grains.Site(tenant, site).GetAsync(cancellationToken);
        var services = (view?.Agents ?? []).SelectMany(agent => agent.LastHeartbeat?.Endpoints ?? ImmutableSortedDictionary<string, string>.Empty);
        return services.Where(service => service.Key != "transfer") // its port may be a router's
            .Select(service => (service.Key, Port: Uri.TryCreate(service.Value, UriKind.Absolute, out var uri) ? uri.Port : 0))
            .Where(service => isWanted(service.Port))
            .Select(service => string.Create(CultureInfo.InvariantCulture, $"{service.Port} is the agent's own ({service.Key})"))
            .FirstOrDefault();
    }
}
