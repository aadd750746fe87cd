// Deliberately wrong: shows that the comparison finds a changed enum value.
namespace Orleans;

public enum DeactivationReasonCode : byte
{
    None,
    ActivationIdle,
}
