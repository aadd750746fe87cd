using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Delivery.Pjl;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Devices.Log;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;
using Platen.SiteAgent.Rendering.Hosting;
using Platen.SiteAgent.Roaming;

namespace Platen.SiteAgent.Delivery.Hosting;

/// <summary>Adds what brings jobs to devices, and asks devices how they are.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton<JobAccess>();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<CertificatePins>();
        services.AddSingleton<DeviceTls>();
        services.AddSingleton<IppDeviceClient>();
        services.AddSingleton<SnmpDeviceClient>();
        services.AddSingleton<DeviceProbe>();
        services.AddSingleton<DeviceStates>();
        services.AddSingleton<TraceFiles>();
        services.AddSingleton<DeviceLogbook>();
        services.AddSingleton<IDeviceStates>(provider => provider.GetRequiredService<DeviceStates>());
        services.AddSingleton<PageCounterWatch>();
        services.AddSingleton<TcpConnector>();
        services.AddSingleton<StreamSender>();
        services.AddSingleton<PjlDelivery>();
        services.AddSingleton<RepeatedDelivery>();
        services.AddSingleton<IDeliveryTransport, RawTransport>();
        services.AddSingleton<IDeliveryTransport, LprTransport>();
        services.AddSingleton<IDeliveryTransport, IppTransport>();
        services.AddRendering();
        services.AddSingleton<PictureDrawing>();
        services.AddSingleton<Conversions>();
        services.AddSingleton<ReleaseBoard>();
        services.AddSingleton<RoamingBook>();
        services.AddSingleton<ReleaseDocuments>();
        services.AddSingleton<ReleaseRun>();
        services.AddSingleton<Releases>();
        services.AddSingleton<IReleases>(provider => provider.GetRequiredService<Releases>());
        services.AddHostedService(provider => provider.GetRequiredService<Releases>());
        services.AddHostedService<DirectReleases>();
        services.AddHostedService<DeviceMonitor>();
        return services;
    }
}
