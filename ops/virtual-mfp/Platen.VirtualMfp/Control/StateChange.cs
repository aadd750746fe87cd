using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Control;

/// <summary>Body of POST /state.</summary>
internal sealed record StateChange(MfpCondition? Condition);
