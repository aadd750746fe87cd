namespace Platen.VirtualMfp.Device;

/// <summary>What the device's front would show.</summary>
internal enum MfpCondition
{
    Ready,
    OutOfPaper,
    Jammed,
    Offline,
    DoorOpen,
}
