using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>What a look at a device told that was not known.</summary>
/// <param name="Trace">What the next look is held against.</param>
/// <param name="Readings">Counter readings, for billing: all of them are told.</param>
/// <param name="Lines">For trouble-shooting: told as far as they are not too many.</param>
internal sealed record DeviceNews(DeviceTrace Trace, ImmutableArray<DeviceLogLine> Readings, ImmutableArray<DeviceLogLine> Lines);
