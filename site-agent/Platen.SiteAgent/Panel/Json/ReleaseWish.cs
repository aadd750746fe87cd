using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>One job of a release request.</summary>
internal readonly record struct ReleaseWish(JobId Job, ReleaseId Release, FinishingOptions Finishing, string Pin, bool IsFirstPrint);
